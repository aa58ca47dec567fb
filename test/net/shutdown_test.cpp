// How a herd and a server end.

#include <optional>

#include "support/catch.hpp"
#include "support/live_herd.hpp"
#include "support/test_provider.hpp"

namespace herd::net {
namespace {

using namespace test;

constexpr auto last_iamat = "IAMAT kiwi +34.068930-118.445127 1479413884.392014450\n";

TEST_CASE("a herd that stops answers what it owes first") {
    const auto gate = std::make_shared<test::Gate>();
    HerdPlan plan(classic_ring());
    plan.config.places.timeout = patience;
    LiveHerd herd(plan, {.only = {}, .provider = make_gated_provider(gate)});
    const GateOpener opener(gate);
    auto idle = std::make_optional<TestClient>(herd.port("Ball"));
    CHECK(idle->ask("hello") == "? hello");
    TestClient client(herd.port("Alford"));
    client.send(std::string(last_iamat) + "WHATSAT kiwi 10 5\nnonsense\n");
    const std::string at = client.read_line();
    REQUIRE(gate->await_arrivals(1));

    herd.stop();
    // Who is owed nothing hears the end at once.
    CHECK(idle->read_rest().empty());
    idle.reset();
    CHECK(eventually([&] { return !is_listening(herd.port("Alford")); }));
    CHECK_FALSE(client.has_input());
    gate->open();
    CHECK(client.read_rest() == at + "\n" + empty_document() + "\n\n? nonsense\n");
    CHECK(herd.finish() == Herd::Ended::in_order);
}

TEST_CASE("what has arrived before the stop is answered whether it was read or not") {
    const HerdPlan plan(single());
    LiveHerd herd(plan);
    for (int round = 0; round < 200; ++round) {
        CAPTURE(round);
        {
            TestClient client(herd.port("Alford"));
            CHECK(client.ask("first") == "? first");
            client.send("second\nthird\nhalf");
            const bool ends = round % 2 == 0;
            if (ends) client.end_output();
            herd.stop_server("Alford");
            // A half line is owed nothing: it might have become another one, unless the stream has ended.
            CHECK(client.read_rest() == (ends ? "? second\n? third\n? half\n" : "? second\n? third\n"));
        }
        herd.start_server("Alford");
    }
}

TEST_CASE("a client that never reads does not hold up the stop for ever") {
    HerdPlan plan(single());
    plan.config.places.timeout = std::chrono::milliseconds(10);
    plan.config.log.level = config::LogLevel::off;
    LiveHerd herd(plan);
    TestClient other(herd.port("Alford"));
    for (int i = 0; i < 300; ++i)
        other.ask("IAMAT " + std::string(30000, 'x') + std::to_string(i) + " +1+2 3");
    TestClient deaf(herd.port("Alford"), {.host = "127.0.0.1", .receive_buffer = 4096});
    deaf.send("IAMAT kiwi +1+2 3\nNEARBY kiwi 1 1000\nNEARBY kiwi 1 1000\n");
    CHECK(deaf.read_line().starts_with("AT Alford +"));
    herd.stop();
    CHECK(herd.finish() == Herd::Ended::in_order);
}

TEST_CASE("a herd that is asked twice to stop stops once") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    herd.stop();
    herd.stop();
    CHECK(herd.finish() == Herd::Ended::in_order);
}

TEST_CASE("a herd stops while one of its servers is stopping") {
    const auto gate = std::make_shared<test::Gate>();
    HerdPlan plan(pair());
    plan.config.places.timeout = patience;
    LiveHerd herd(plan, {.only = {}, .provider = make_gated_provider(gate)});
    const GateOpener opener(gate);
    TestClient client(herd.port("Alford"));
    client.send(std::string(last_iamat) + "WHATSAT kiwi 10 5\n");
    const std::string at = client.read_line();
    REQUIRE(gate->await_arrivals(1));
    TestClient idle(herd.port("Ball"));
    CHECK(idle.ask("hello") == "? hello");
    herd.stop_server("Alford");
    herd.stop();
    CHECK(idle.read_rest().empty());
    gate->open();
    CHECK(client.read_rest() == at + "\n" + empty_document() + "\n\n");
    CHECK(herd.finish() == Herd::Ended::in_order);
}

TEST_CASE("a herd stops with servers that are stopped already") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    for (const auto& name : classic_ring().names) herd.stop_server(name);
    herd.stop();
    CHECK(herd.finish() == Herd::Ended::in_order);
}

TEST_CASE("a server that is stopped answers what it owes and its neighbours go on") {
    const auto gate = std::make_shared<test::Gate>();
    HerdPlan plan(classic_ring());
    plan.config.places.timeout = patience;
    LiveHerd herd(plan, {.only = {}, .provider = make_gated_provider(gate)});
    const GateOpener opener(gate);
    TestClient client(herd.port("Ball"));
    client.send(std::string(last_iamat) + "WHATSAT kiwi 10 5\n");
    const std::string at = client.read_line();
    REQUIRE(gate->await_arrivals(1));
    herd.stop_server("Ball");
    CHECK_FALSE(is_listening(herd.port("Ball")));
    CHECK(herd.ask("Welsh", "hello") == "? hello");
    gate->open();
    CHECK(client.read_rest() == at + "\n" + empty_document() + "\n\n");
    CHECK(herd.ask("Holiday", "hello") == "? hello");
}

TEST_CASE("an answer for a client of a server's former life goes nowhere") {
    const auto gate = std::make_shared<test::Gate>();
    HerdPlan plan(single());
    plan.config.places.timeout = patience;
    LiveHerd herd(plan, {.only = {}, .provider = make_gated_provider(gate)});
    const GateOpener opener(gate);
    {
        TestClient client(herd.port("Alford"));
        client.send(std::string(last_iamat) + "WHATSAT kiwi 10 5\n");
        client.read_line();
        REQUIRE(gate->await_arrivals(1));
        client.reset();
    }
    herd.stop_server("Alford");
    herd.start_server("Alford");
    TestClient client(herd.port("Alford"));
    client.send(std::string(last_iamat) + "WHATSAT kiwi 20 5\n");
    const std::string at = client.read_line();
    gate->open();
    CHECK(client.read_block() == at + "\n" + empty_document() + "\n\n");
    CHECK(client.ask("next") == "? next");
}

}  // namespace
}  // namespace herd::net
