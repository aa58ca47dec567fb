// Many clients.

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::net {
namespace {

using namespace test;

/// A client that sends garbage as fast as it can, and reads what it is answered.
class Vandal {
public:
    explicit Vandal(std::uint16_t port) : client_(port), thread_([this] { rage(); }) {}
    ~Vandal() {
        is_over_ = true;
        thread_.join();
    }
    Vandal(const Vandal&) = delete;
    Vandal& operator=(const Vandal&) = delete;

private:
    void rage() {
        std::string garbage;
        for (int i = 0; i < 4000; ++i) garbage += static_cast<char>(i * i % 251) + std::string(i % 7, '\n');
        std::size_t at = 0;
        while (!is_over_) {
            at = (at + client_.send_some(std::string_view(garbage).substr(at))) % garbage.size();
            if (client_.has_input()) client_.receive();
        }
    }

    TestClient client_;
    std::atomic<bool> is_over_{false};
    std::thread thread_;
};

TEST_CASE("a client among thousands of idle ones and one that sends garbage is answered") {
    const std::size_t limit = raise_file_limit();
    const std::size_t crowd = std::min<std::size_t>(2500, limit / 2 - 100);
    HerdPlan plan(single());
    plan.config.log.level = config::LogLevel::off;
    LiveHerd herd(plan);
    std::vector<TestClient> idle;
    while (idle.size() < crowd) idle.emplace_back(herd.port("Alford"));
    const Vandal vandal(herd.port("Alford"));
    TestClient client(herd.port("Alford"));
    for (int i = 0; i < 500; ++i) {
        const std::string time = std::to_string(1000 + i);
        REQUIRE(client.ask("IAMAT kiwi +1+2 " + time).ends_with(" kiwi +1+2 " + time));
    }
    CHECK(herd.await([&](Herd& live) { return live.server(0).session_count() == crowd + 2; }));
    for (std::size_t i = 0; i < idle.size(); i += 100) CHECK(idle[i].ask("hello") == "? hello");
}

TEST_CASE("clients that come and go in any way leave nothing behind") {
    HerdPlan plan(classic_ring());
    plan.config.clients.unterminated_after = std::chrono::milliseconds(5);
    plan.config.places.timeout = std::chrono::milliseconds(50);
    LiveHerd herd(plan);
    const auto port = herd.port("Alford");
    herd.ask("Alford", "IAMAT kiwi +1+2 3");
    for (int i = 0; i < 600; ++i) {
        TestClient client(port);
        if (i % 3 != 0) client.send("hello\nhalf");
        if (i % 4 == 0) client.send("\nWHATSAT kiwi 10 5\nIAMAT kiwi +1+2 3\n");
        if (i % 5 == 0) client.send("\nLINK 4 Alford");
        if (i % 7 == 0) client.send_some(std::string(100000, 'x'));
        if (i % 6 == 0) client.end_output();
        if (i % 2 == 0) client.reset();
    }
    CHECK(herd.await([](Herd& live) { return live.server(0).session_count() == 0; }));
    CHECK(herd.ask("Alford", "hello") == "? hello");
}

}  // namespace
}  // namespace herd::net
