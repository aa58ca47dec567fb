// Clients that send and do not read.

#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::net {
namespace {

using namespace test;

/// Sends numbered lines until the server takes no more, though it goes on answering another client. Returns
/// how many bytes that were, with those that were `sent` before; `limit` if there is no end to it.
std::size_t send_until_blocked(TestClient& client, TestClient& other, const std::string& line,
                               std::size_t limit, std::size_t sent = 0) {
    while (sent < limit) {
        // From the middle of a line on, if the last one went in by half.
        const std::size_t size = client.send_some(std::string_view(line).substr(sent % line.size()));
        sent += size;
        if (size > 0) continue;
        for (int turn = 0; turn < 200 && !client.has_room(); ++turn) other.ask("turn");
        if (!client.has_room()) return sent;
    }
    return limit;
}

TEST_CASE("a client that never reads is read no more and hinders nobody") {
    HerdPlan plan(single());
    plan.config.log.level = config::LogLevel::connections;
    LiveHerd herd(plan);
    TestClient deaf(herd.port("Alford"), {.host = "127.0.0.1", .receive_buffer = 4096});
    TestClient other(herd.port("Alford"));
    const std::string line = std::string(999, 'x') + "\n";
    constexpr std::size_t limit = std::size_t{64} << 20;
    std::size_t sent = 0;

    // What the server has answered does not grow, however long the client does not read.
    const auto count = [&] { return herd.sum(&core::Counters::commands); };
    bool is_still = false;
    for (int round = 0; round < 1000 && !is_still; ++round) {
        // The kernels' buffers grow for a while: until they are full, a little more is sent and read.
        sent = send_until_blocked(deaf, other, line, limit, sent);
        const auto commands = count();
        for (int turn = 0; turn < 50; ++turn) CHECK(other.ask("still there") == "? still there");
        is_still = count() == commands + 50 && !deaf.has_room();
    }
    CHECK(is_still);
    REQUIRE(sent < limit);

    // When it reads at last, it gets every answer.
    deaf.end_output();
    const std::string expected = "? " + line;
    bool is_right = true;
    for (std::size_t i = 0; i < sent / line.size(); ++i) {
        is_right = is_right && deaf.read_line() + "\n" == expected;
    }
    CHECK(is_right);
    const std::size_t rest = sent % line.size();
    CHECK(deaf.read_rest() == (rest == 0 ? "" : expected.substr(0, rest + 2) + "\n"));
}

TEST_CASE("answers that had to wait for the client keep their order") {
    HerdPlan plan(single());
    plan.config.log.level = config::LogLevel::off;
    const LiveHerd herd(plan);
    TestClient deaf(herd.port("Alford"), {.host = "127.0.0.1", .receive_buffer = 4096});
    // Short commands with long answers: all that is asked fits in what the server reads at once.
    TestClient crowd(herd.port("Alford"));
    for (int i = 0; i < 500; ++i)
        crowd.ask("IAMAT phone" + std::to_string(i) + std::string(200, 'x') + " +1+2 3");
    deaf.send("IAMAT kiwi +1+2 3\n");
    const std::string at = deaf.read_line();
    constexpr int rounds = 40;
    for (int i = 0; i < rounds; ++i)
        deaf.send("NEARBY kiwi 1 " + std::to_string(i * 10) + "\nunknown " + std::to_string(i) + "\n");
    for (int turn = 0; turn < 50; ++turn) crowd.ask("turn");
    for (int i = 0; i < rounds; ++i) {
        CHECK(deaf.read_line() == at);
        for (int hit = 0; hit < i * 10; ++hit) REQUIRE(deaf.read_line().starts_with("NEAR 0.000 AT Alford "));
        CHECK(deaf.read_line().empty());
        CHECK(deaf.read_line() == "? unknown " + std::to_string(i));
    }
}

TEST_CASE("a client that resets while answers wait for it is forgotten") {
    HerdPlan plan(single());
    plan.config.log.level = config::LogLevel::off;
    LiveHerd herd(plan);
    TestClient deaf(herd.port("Alford"), {.host = "127.0.0.1", .receive_buffer = 4096});
    TestClient other(herd.port("Alford"));
    const std::string line = std::string(999, 'x') + "\n";
    send_until_blocked(deaf, other, line, std::size_t{64} << 20);
    deaf.reset();
    CHECK(herd.await([](Herd& live) { return live.server(0).session_count() == 1; }));
    CHECK(other.ask("next") == "? next");
}

}  // namespace
}  // namespace herd::net
