// How an update spreads over real links.

#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::net {
namespace {

using namespace test;

/// Isolated updates at several servers cost exactly 2E - N + 1 messages each, and reach everybody.
void check_cost(const Topology& topology) {
    const HerdPlan plan(topology);
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    const std::size_t servers = topology.names.size();
    const std::size_t expected = 2 * topology.links.size() - servers + 1;
    std::uint64_t before = herd.sum(&core::Counters::flooded);
    for (std::size_t i = 0; i < servers; i += 1 + servers / 5) {
        const std::string client = "phone" + std::to_string(i);
        CAPTURE(servers, topology.links.size(), i);
        const auto answer = herd.ask(topology.names[i], "IAMAT " + client + " +34-118 1479413884.5");
        REQUIRE(herd.await_record(client));
        CHECK(herd.record(topology.names.back(), client) == answer);
        const std::uint64_t after = herd.sum(&core::Counters::flooded);
        CHECK(after - before == expected);
        before = after;
    }
    CHECK(herd.sum(&core::Counters::resynced) == 0);
}

TEST_CASE("an update costs exactly six messages on the classic ring") {
    CHECK(2 * classic_ring().links.size() - classic_ring().names.size() + 1 == 6);
    check_cost(classic_ring());
}

TEST_CASE("an update costs exactly 2E - N + 1 messages on rings") {
    check_cost(make_ring(3));
    check_cost(make_ring(8));
}

TEST_CASE("an update costs exactly 2E - N + 1 messages on a mesh of five") {
    check_cost(make_mesh(5));
}

TEST_CASE("an update costs exactly 2E - N + 1 messages on a line") {
    check_cost(make_line(6));
}

TEST_CASE("an update costs exactly 2E - N + 1 messages on a star") {
    check_cost(make_star(7));
}

TEST_CASE("an update costs exactly 2E - N + 1 messages on a grid of 25") {
    check_cost(make_grid(5, 5));
}

TEST_CASE("an update costs exactly 2E - N + 1 messages on random graphs") {
    for (unsigned seed = 1; seed <= 5; ++seed) check_cost(make_random(6 + seed, 2 * seed, seed));
}

TEST_CASE("an IAMAT at one server is answered from at all others") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    const auto answer = herd.ask("Alford", "IAMAT kiwi +34.068930-118.445127 1479413884.392014450");
    REQUIRE(herd.await_record("kiwi"));
    for (const auto& name : classic_ring().names) {
        TestClient client(herd.port(name));
        client.send("WHATSAT kiwi 10 5\n");
        CHECK(client.read_line() == answer);
    }
}

TEST_CASE("an IAMAT that is no news costs no message") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    const auto answer = herd.ask("Alford", "IAMAT kiwi +34-118 1479413884.5");
    REQUIRE(herd.await_record("kiwi"));
    const auto flooded = herd.sum(&core::Counters::flooded);
    CHECK(herd.ask("Ball", "IAMAT kiwi +34-118 1479413884.5") == answer);
    CHECK(herd.ask("Welsh", "IAMAT kiwi +1+2 1479413884.4") == answer);
    CHECK(herd.sum(&core::Counters::flooded) == flooded);
}

TEST_CASE("parts of a herd that are not connected hear nothing of each other") {
    Topology topology = make_line(4);
    topology.links = {{0, 1}, {2, 3}};
    const HerdPlan plan(topology);
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    herd.ask("S00", "IAMAT kiwi +34-118 1479413884.5");
    herd.ask("S02", "IAMAT moa +34-118 1479413884.5");
    CHECK(eventually([&] { return !herd.record("S01", "kiwi").empty(); }));
    CHECK(eventually([&] { return !herd.record("S03", "moa").empty(); }));
    CHECK(herd.record("S03", "kiwi").empty());
    CHECK(herd.record("S01", "moa").empty());
    CHECK(herd.sum(&core::Counters::flooded) == 2);
}

}  // namespace
}  // namespace herd::net
