// Points on their way to a server, and what it says.

#include "replay/player.hpp"

#include <future>

#include "replay/csv_reader.hpp"
#include "support/catch.hpp"
#include "support/test_client.hpp"

namespace herd::replay {
namespace {

using namespace test;

Movement make_steps(std::size_t count) {
    std::string text = "id,lat,lon,time\n";
    for (std::size_t i = 0; i < count; ++i) text += "kiwi,1,2," + std::to_string(100 + i) + "\n";
    Movement movement;
    REQUIRE(read_csv(text, "a.csv", "a", movement));
    return movement;
}

// Plays as fast as it goes on a thread of its own.
class Replay {
public:
    Replay(std::size_t steps, std::uint16_t port)
        : movement_(make_steps(steps)), stage_{{{"127.0.0.1", port}}} {
        result_ = std::async(std::launch::async, [this] {
            return Player(movement_, timetable_, stage_).play(is_over_, [](std::uint64_t, const Tally&) {});
        });
    }
    ~Replay() { is_over_ = true; }

    Result<Tally, std::string> finish() { return result_.get(); }

private:
    Movement movement_;
    Timetable timetable_{movement_, {.is_fast = true}, WallTime{}};
    Stage stage_;
    std::atomic<bool> is_over_ = false;
    std::future<Result<Tally, std::string>> result_;
};

TEST_CASE("an answer tells whether a point was news") {
    TestListener server;
    Replay replay(4, server.port());
    auto client = server.accept();
    CHECK(client.read_line() == "IAMAT kiwi +1+2 100");
    client.send("AT Ball +0.1 kiwi +1+2 100\n");
    CHECK(client.read_line() == "IAMAT kiwi +1+2 101");
    client.send("AT Ball +0.1 kiwi +9+9 500\n? IAMAT");
    client.send(" kiwi +1+2 102\nAT Ball +0.1 kiwi +1+2 103\n");
    const auto tally = replay.finish();
    REQUIRE(tally);
    CHECK(tally->accepted == 2);
    CHECK(tally->stale == 1);
    CHECK(tally->refused == 1);
    CHECK(tally->lost == 0);
}

TEST_CASE("what a server that goes away owes is lost") {
    TestListener server;
    Replay replay(3, server.port());
    {
        auto client = server.accept();
        for (int i = 0; i < 3; ++i) client.read_line();
        client.send("AT Ball +0.1 kiwi +1+2 100\n");
        client.end_output();
        CHECK(client.read_rest().empty());
    }
    const auto tally = replay.finish();
    REQUIRE(tally);
    CHECK(tally->accepted == 1);
    CHECK(tally->lost == 2);
}

TEST_CASE("a server that says what nobody has asked loses its connection") {
    TestListener server;
    Replay replay(1, server.port());
    auto client = server.accept();
    client.read_line();
    client.send("AT Ball +0.1 kiwi +1+2 100\nand more\n");
    const auto tally = replay.finish();
    REQUIRE(tally);
    CHECK(tally->accepted == 1);
    CHECK(tally->sum() == 1);
}

TEST_CASE("many points go out on one connection, and are answered in their order") {
    constexpr std::size_t count = 5000;
    TestListener server;
    Replay replay(count, server.port());
    auto client = server.accept();
    for (std::size_t i = 0; i < count; ++i) {
        client.read_line();
        client.send("AT Ball +0.1 kiwi +1+2 " + std::to_string(100 + i) + "\n");
    }
    const auto tally = replay.finish();
    REQUIRE(tally);
    CHECK(tally->accepted == count);
}

TEST_CASE("a server that does not answer holds nobody else up") {
    std::string text = "id,lat,lon,time\nkiwi,1,2,1\nfig,1,2,1\n";
    for (int i = 0; i < 10'100; ++i) text += "kiwi,1,2,1\n";
    Movement movement;
    REQUIRE(read_csv(text + "fig,1,2,2\n", "a.csv", "a", movement));
    const Timetable timetable(movement, {.speed = 1000}, WallTime{});
    TestListener silent;
    TestListener server;
    const Stage stage{{{"127.0.0.1", silent.port()}, {"127.0.0.1", server.port()}},
                      std::chrono::milliseconds(10)};
    const std::atomic<bool> is_over = false;
    auto result = std::async(std::launch::async, [&] {
        return Player(movement, timetable, stage).play(is_over, [](std::uint64_t, const Tally&) {});
    });
    auto client = server.accept();
    for (const auto* time : {"1", "2"}) {
        CHECK(client.read_line() == std::string("IAMAT fig +1+2 ") + time);
        client.send(std::string("AT Ball +0.1 fig +1+2 ") + time + "\n");
    }
    const auto tally = result.get();
    REQUIRE(tally);
    CHECK(tally->lost >= 10'101);
}

TEST_CASE("a server that cannot be connected to at the beginning ends a replay") {
    const auto unused = bind_loopback();
    Replay replay(1, local_port(unused));
    const auto tally = replay.finish();
    REQUIRE_FALSE(tally);
    CHECK(tally.error() == "127.0.0.1:" + std::to_string(local_port(unused)) + ": Connection refused");
}

}  // namespace
}  // namespace herd::replay
