// A neighbour that takes no more.

#include "core/server.hpp"
#include "fake_neighbour.hpp"
#include "net/clock.hpp"
#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::net {
namespace {

using namespace test;

HerdPlan& with_secret(HerdPlan& plan) {
    plan.config.herd.secret = "hush";
    plan.config.log.level = config::LogLevel::connections;
    return plan;
}

/// Ball's neighbour Alford, linked, which never reads of itself.
FakeNeighbour connect_stalled(LiveHerd& herd) {
    FakeNeighbour stalled(herd.port("Ball"), "Alford", "Ball", "hush",
                          {.host = "127.0.0.1", .receive_buffer = 4096});
    REQUIRE(herd.await([](Herd& live) { return live.server(1).is_up(0); }));
    return stalled;
}

std::uint64_t overflows(LiveHerd& herd) {
    return herd.sum(&core::Counters::overflows);
}

/// Sends large updates to Ball until what waits for its neighbour has been dropped.
void overflow(LiveHerd& herd) {
    TestClient phone(herd.port("Ball"));
    for (int i = 0; i < 1000 && overflows(herd) == 0; ++i) {
        const auto answer =
            phone.ask("IAMAT " + std::string(60000, 'x') + std::to_string(i) + " +34-118 1479413884.5");
        REQUIRE(answer.starts_with("AT Ball +"));
    }
    REQUIRE(overflows(herd) == 1);
}

TEST_CASE("a neighbour that stalls costs nobody an answer and the real one gets everything later") {
    HerdPlan plan(pair());
    with_secret(plan);
    LiveHerd herd(plan, {.only = {"Ball"}, .provider = nullptr});
    FakeNeighbour stalled = connect_stalled(herd);
    overflow(herd);
    CHECK(herd.ask("Ball", "hello") == "? hello");
    const std::size_t size = herd.call([](Herd& live) { return live.server(1).store().size(); });

    LiveHerd other(plan, {.only = {"Alford"}, .provider = nullptr});
    CHECK(other.await([size](Herd& live) { return live.server(0).store().size() == size; }));
    CHECK(herd.call([](Herd& live) { return live.server(1).store().digest(); }) ==
          other.call([](Herd& live) { return live.server(0).store().digest(); }));
    // Its connection has been given up for the real one's: behind what the kernel still had there is an end.
    stalled.stream().read_rest();
}

TEST_CASE("a neighbour that reads again after a stall catches up on the same link") {
    HerdPlan plan(pair());
    with_secret(plan);
    LiveHerd herd(plan, {.only = {"Ball"}, .provider = nullptr});
    FakeNeighbour stalled = connect_stalled(herd);
    overflow(herd);

    // From now on it is a server like any other.
    const core::Roster roster({"Alford", "Ball"});
    core::Server alford(roster, 0, {1}, {}, nullptr);
    core::Outbox outbox;
    alford.on_neighbour_up(0, outbox);
    const auto size = herd.call([](Herd& live) { return live.server(1).store().size(); });
    while (alford.store().size() < size) {
        std::string output;
        alford.take_output(0, read_clocks(), output);
        stalled.stream().send(output);
        outbox.clear();
        alford.on_neighbour_bytes(0, stalled.stream().receive(), read_clocks(), outbox);
        REQUIRE(outbox.faulty.empty());
    }
    CHECK(herd.call([](Herd& live) { return live.server(1).store().digest(); }) == alford.store().digest());
    CHECK(herd.call([](Herd& live) { return live.server(1).is_up(0); }));
}

TEST_CASE("a stalled neighbour does not hold up updates to the others") {
    Topology star{{"Alford", "Ball", "Welsh"}, {{0, 1}, {1, 2}}};
    HerdPlan plan(star);
    with_secret(plan);
    LiveHerd herd(plan, {.only = {"Ball", "Welsh"}, .provider = nullptr});
    const FakeNeighbour stalled = connect_stalled(herd);
    REQUIRE(herd.await_links());
    overflow(herd);
    herd.ask("Ball", "IAMAT kiwi +1+2 3");
    CHECK(herd.await_record("kiwi"));
    CHECK(herd.await_agreement());
}

TEST_CASE("a server that stops waits for a neighbour that stalls until that is gone") {
    HerdPlan plan(pair());
    with_secret(plan);
    // Nothing else is to wake the server.
    plan.config.places.timeout = std::chrono::hours(1);
    plan.config.clients.unterminated_after.reset();
    LiveHerd herd(plan, {.only = {"Ball"}, .provider = nullptr});
    FakeNeighbour stalled = connect_stalled(herd);
    overflow(herd);
    REQUIRE(herd.await([](Herd& live) { return live.server(1).session_count() == 0; }));
    herd.stop_server("Ball");
    CHECK_FALSE(herd.call([](Herd& live) { return live.is_running(1); }));
    stalled.stream().reset();
    // Only a server that has stopped can be started.
    herd.start_server("Ball");
    CHECK(herd.ask("Ball", "hello") == "? hello");
}

}  // namespace
}  // namespace herd::net
