// The generator, against small servers that do what a test says.

#include "bench/load.hpp"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "app/herd_file.hpp"
#include "echo_dialect.hpp"
#include "fake_server.hpp"
#include "support/catch.hpp"
#include "support/patience.hpp"
#include "support/reserved_port.hpp"

namespace herd::bench {
namespace {

using namespace std::chrono_literals;

Load make_load(const FakeServer& server, std::uint64_t count) {
    Load load;
    load.endpoints = {server.endpoint()};
    load.count = count;
    load.patience = test::patience;
    return load;
}

TEST_CASE("a closed loop gets an answer for each of so many requests") {
    for (const std::size_t depth : {1, 2, 7, 64}) {
        FakeServer server(serve_echo);
        EchoDialect dialect;
        auto load = make_load(server, 1000);
        load.depth = depth;
        const auto result = run_load(load, dialect);
        REQUIRE(result);
        CHECK(result->answers == 1000);
        CHECK(dialect.made(0) == 1000);
        CHECK(result->latencies.count() == 1000);
        CHECK(result->round_trips.count() == 1000);
        CHECK(result->begin < result->end);
        CHECK(result->latencies.max() <= result->end - result->begin);
        CHECK(result->answers_per_second() > 0);
    }
}

TEST_CASE("connections go to the servers in turn, and those that are idle say nothing") {
    std::atomic<int> busy = 0;
    std::atomic<int> idle = 0;
    EchoDialect dialect;
    {
        // The connection under load, and the idle one.
        FakeServer first(
            [&](test::TestClient& client) {
                if (client.receive().empty()) {
                    ++idle;
                    return;
                }
                ++busy;
                client.send("0 1\n");
                client.read_rest();
            },
            2);
        FakeServer second(serve_echo);
        auto load = make_load(first, 2);
        load.endpoints.push_back(second.endpoint());
        load.connections = 2;
        load.idle_connections = 1;
        const auto result = run_load(load, dialect);
        REQUIRE(result);
        CHECK(result->answers == 2);
    }
    CHECK(dialect.made(0) == 1);
    CHECK(dialect.made(1) == 1);
    CHECK(busy == 1);
    CHECK(idle == 1);
}

TEST_CASE("what is said to warm up is not measured") {
    FakeServer server(serve_echo);
    EchoDialect dialect;
    auto load = make_load(server, 50);
    load.depth = 4;
    load.warm_up_count = 300;
    std::uint64_t before = 0;
    const auto result = run_load(load, dialect, {[&] { before = dialect.made(0); }});
    REQUIRE(result);
    CHECK(before == 300);
    CHECK(result->answers == 50);
    CHECK(dialect.made(0) == 350);
}

TEST_CASE("a load of some time lasts that long") {
    FakeServer server(serve_echo);
    EchoDialect dialect;
    auto load = make_load(server, 0);
    load.duration = 20ms;
    const auto result = run_load(load, dialect);
    REQUIRE(result);
    CHECK(result->answers > 0);
    CHECK(result->answers == dialect.made(0));
}

TEST_CASE("answers that come in pieces are put together") {
    FakeServer server([](test::TestClient& client) {
        for (;;) {
            const std::string bytes = client.receive();
            for (const char byte : bytes) client.send({&byte, 1});
            if (bytes.empty()) return;
        }
    });
    EchoDialect dialect(40);
    auto load = make_load(server, 50);
    load.depth = 5;
    const auto result = run_load(load, dialect);
    REQUIRE(result);
    CHECK(result->answers == 50);
}

TEST_CASE("more requests than the system takes at once are sent as it takes them") {
    FakeServer server(serve_echo);
    EchoDialect dialect(1 << 20);
    auto load = make_load(server, 40);
    load.depth = 20;
    const auto result = run_load(load, dialect);
    REQUIRE(result);
    CHECK(result->answers == 40);
}

TEST_CASE("a server that nobody reaches is told") {
    const test::ReservedPort nobody;
    EchoDialect dialect;
    Load load;
    load.endpoints = {{"127.0.0.1", nobody.number()}};
    load.count = 1;
    const auto refused = run_load(load, dialect);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == LoadFault::connect);
    CHECK(refused.error().why == "127.0.0.1:" + std::to_string(nobody.number()) + ": Connection refused");

    load.endpoints = {{"no.such.host.invalid", 1}};
    const auto unknown = run_load(load, dialect);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().fault == LoadFault::connect);
    CHECK(app::contains(unknown.error().why, "no.such.host.invalid:1: "));
}

TEST_CASE("a server that closes in the middle is told") {
    FakeServer server([](test::TestClient& client) {
        for (int i = 0; i < 10; ++i) client.send(client.read_line() + "\n");
    });
    EchoDialect dialect;
    const auto result = run_load(make_load(server, 1000), dialect);
    REQUIRE_FALSE(result);
    CHECK(result.error().fault == LoadFault::lost);
    CHECK(app::contains(result.error().why, "127.0.0.1:" + std::to_string(server.endpoint().port) + ": "));
    CHECK(dialect.made(0) == 11);
}

TEST_CASE("a server that resets is told") {
    FakeServer server([](test::TestClient& client) {
        client.read_line();
        client.reset();
    });
    EchoDialect dialect;
    const auto result = run_load(make_load(server, 10), dialect);
    REQUIRE_FALSE(result);
    CHECK(result.error().fault == LoadFault::lost);
}

TEST_CASE("a wrong answer ends the load") {
    FakeServer server([](test::TestClient& client) {
        client.send(client.read_line() + "\n");
        client.read_line();
        client.send(std::string(100'000, '\xff') + "\n");
        serve_echo(client);
    });
    EchoDialect dialect;
    const auto result = run_load(make_load(server, 10), dialect);
    REQUIRE_FALSE(result);
    CHECK(result.error().fault == LoadFault::wrong);
    CHECK(app::contains(result.error().why, "not what was said"));
    CHECK(dialect.made(0) == 2);
}

TEST_CASE("what nobody has asked for is wrong") {
    FakeServer server([](test::TestClient& client) {
        client.send(client.read_line() + "\nand more\n");
        serve_echo(client);
    });
    EchoDialect dialect;
    const auto result = run_load(make_load(server, 1), dialect);
    REQUIRE_FALSE(result);
    CHECK(result.error().fault == LoadFault::wrong);
    CHECK(app::contains(result.error().why, "without being asked"));
}

TEST_CASE("an answer without end is not kept without bound") {
    FakeServer server([](test::TestClient& client) {
        client.read_line();
        for (;;) client.send(std::string(65536, 'x'));
    });
    EchoDialect dialect;
    const auto result = run_load(make_load(server, 1), dialect);
    REQUIRE_FALSE(result);
    CHECK(result.error().fault == LoadFault::wrong);
    CHECK(app::contains(result.error().why, "longer than 4MiB"));
}

TEST_CASE("a server that says nothing is given up") {
    FakeServer server([](test::TestClient& client) { client.read_rest(); });
    EchoDialect dialect;
    auto load = make_load(server, 10);
    load.patience = 100ms;
    const auto result = run_load(load, dialect);
    REQUIRE_FALSE(result);
    CHECK(result.error().fault == LoadFault::silent);
}

TEST_CASE("an open loop sends at its rate, on all connections in turn") {
    FakeServer first(serve_echo);
    FakeServer second(serve_echo);
    EchoDialect dialect;
    auto load = make_load(first, 41);
    load.endpoints.push_back(second.endpoint());
    load.connections = 2;
    load.rate = 2000;
    const auto result = run_load(load, dialect);
    REQUIRE(result);
    CHECK(result->answers == 41);
    CHECK(dialect.made(0) == 21);
    CHECK(dialect.made(1) == 20);
    // The last one is due 20 ms after the first.
    CHECK(result->end - result->begin >= 20ms);
    CHECK(result->round_trips.count() == 41);

    load.count = 0;
    load.duration = 10ms;
    FakeServer third(serve_echo);
    load.endpoints = {third.endpoint()};
    load.connections = 1;
    const auto timed = run_load(load, dialect);
    REQUIRE(timed);
    CHECK(timed->answers == 20);
}

TEST_CASE("an open loop counts the time that requests wait for a slow server") {
    constexpr auto stall = 60ms;
    FakeServer server([stall](test::TestClient& client) {
        const std::string line = client.read_line();
        std::this_thread::sleep_for(stall);  // which is what makes it slow
        client.send(line + "\n");
        serve_echo(client);
    });
    EchoDialect dialect;
    auto load = make_load(server, 40);
    load.rate = 1000;
    const auto result = run_load(load, dialect);
    REQUIRE(result);
    // One request met the stall, and 39 became due while it lasted: all of them were late.
    CHECK(result->latencies.quantile(0) >= 20ms);
    CHECK(result->latencies.quantile(0.5) >= 39ms);
    CHECK(result->latencies.max() >= stall);
    // A generator that forgets that tells something else. One at a time, round trips fit into the whole.
    CHECK(result->round_trips.count() == 40);
    CHECK(result->round_trips.mean_ns() * 40 <=
          static_cast<double>((result->end - result->begin).count()) * 1.001);
    CHECK(result->latencies.mean_ns() >= 39e6);
}

}  // namespace
}  // namespace herd::bench
