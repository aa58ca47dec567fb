#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "core/support/fake_herd.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

std::vector<Topology> flooded_topologies() {
    std::vector<Topology> all = {make_ring(5),      make_ring(3),    make_full_mesh(5),
                                 make_full_mesh(9), make_line(2),    make_line(12),
                                 make_star(10),     make_grid(5, 5), make_line(1)};
    std::mt19937 random(1);
    for (int i = 0; i < 20; ++i) {
        all.push_back(make_connected(2 + random() % 30, random() % 60, random));
    }
    return all;
}

TEST_CASE("an isolated update costs exactly 2E - N + 1 messages") {
    std::uint32_t seed = 0;
    for (const Topology& topology : flooded_topologies()) {
        for (const Delivery delivery :
             {Delivery::whole, Delivery::split, Delivery::dripped, Delivery::mixed}) {
            FakeHerd herd(topology, ++seed, delivery);
            herd.settle();
            const std::size_t from = herd.random()() % herd.size();
            const std::string answer = herd.tell(from, "IAMAT kiwi +34-118 5");
            herd.settle();
            INFO(topology.name << " of " << herd.size() << " seed " << seed);
            REQUIRE(herd.counters().flooded == 2 * topology.links.size() - topology.servers + 1);
            REQUIRE(herd.counters().delivered == herd.counters().flooded);
            REQUIRE(herd.counters().resynced == 0);
            REQUIRE(herd.find_fault() == "");
            REQUIRE(herd.contents(herd.size() - 1)["kiwi"] + "\n" == answer);
        }
    }
}

TEST_CASE("on the classic ring an update costs 6 messages and each next one too") {
    FakeHerd herd({"classic", 5, {{0, 2}, {0, 4}, {1, 3}, {1, 4}, {2, 3}}}, 1);
    herd.settle();
    for (std::uint64_t i = 1; i <= 50; ++i) {
        herd.tell(i % 5, "IAMAT kiwi +34-118 " + std::to_string(i));
        herd.settle();
        REQUIRE(herd.counters().flooded == 6 * i);
    }
    CHECK(herd.find_fault() == "");
}

TEST_CASE("an IAMAT that is no news is not flooded") {
    FakeHerd herd(make_ring(5), 1);
    herd.tell(0, "IAMAT kiwi +34-118 5");
    herd.settle();
    const auto before = herd.counters();
    herd.tell(0, "IAMAT kiwi +34-118 5");
    herd.tell(1, "IAMAT kiwi +34-119 4");
    herd.tell(2, "IAMAT kiwi +99-118 6");
    herd.tell(3, "WHATSAT kiwi 10 5");
    herd.settle();
    CHECK(herd.counters().flooded == before.flooded);
    CHECK(herd.counters().delivered == before.delivered);
}

TEST_CASE("a hop is counted on each link") {
    const Topology line = make_line(8);
    FakeHerd herd(line, 1);
    herd.settle();
    herd.tell(0, "IAMAT kiwi +34-118 5");
    herd.settle();
    for (std::size_t server = 1; server < herd.size(); ++server) {
        REQUIRE(herd.ledger(server).deliveries.size() == 1);
        CHECK(herd.ledger(server).deliveries[0].hop == server);
        CHECK(herd.ledger(server).deliveries[0].flooded);
    }
}

TEST_CASE("no update crosses fewer links than there are") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        std::mt19937 random(seed);
        const Topology topology = make_connected(12, 12, random);
        FakeHerd herd(topology, seed);
        herd.settle();
        herd.tell(3, "IAMAT kiwi +34-118 5");
        herd.settle();
        const auto distances = measure_distances(topology, 3);
        for (std::size_t server = 0; server < herd.size(); ++server) {
            for (const auto& delivery : herd.ledger(server).deliveries) {
                INFO("seed " << seed);
                CHECK(delivery.hop >= std::max<std::size_t>(1, distances[server]));
                CHECK(delivery.hop <= herd.size());
            }
        }
    }
}

TEST_CASE("the server that an update came to is in every answer") {
    FakeHerd herd(make_ring(5), 1);
    const std::string answer = herd.tell(2, "IAMAT kiwi +34-118 5");
    CHECK(answer.substr(0, 4 + herd.roster().name(2).size()) == "AT " + herd.roster().name(2) + " ");
    herd.settle();
    for (std::size_t server = 0; server < 5; ++server) {
        CHECK(herd.tell(server, "NEARBY kiwi 0 0") == answer + "\n");
        // Nor does another server that hears of the same update make it its own.
        CHECK(herd.tell(server, "IAMAT kiwi +1+1 5") == answer);
    }
}

TEST_CASE("whatever may have caused an event has a lesser Lamport time") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        FakeHerd herd(make_connected(9, 6, random), seed, Delivery::mixed);
        herd.settle();
        for (int i = 0; i < 12; ++i) {
            herd.tell(herd.random()() % herd.size(),
                      "IAMAT phone" + std::to_string(i % 3) + " +1-2 " + std::to_string(i));
        }
        herd.settle();
        CHECK(herd.find_fault().empty());
        std::size_t deliveries = 0;
        for (std::size_t link = 0; link < herd.topology().links.size(); ++link) {
            for (const int end : {0, 1}) {
                const auto from = herd.place(link, end);
                const auto to = herd.place(link, 1 - end);
                for (const auto& delivery : herd.ledger(to.server).deliveries) {
                    if (delivery.from != to.neighbour) continue;
                    const auto& forwards = herd.ledger(from.server).forwards;
                    const auto sent =
                        std::find_if(forwards.begin(), forwards.end(), [&](const Ledger::Forward& forward) {
                            return forward.to == from.neighbour && forward.at_line == delivery.at_line;
                        });
                    REQUIRE(sent != forwards.end());
                    CHECK(sent->lamport < delivery.lamport);
                    ++deliveries;
                }
            }
        }
        CHECK(deliveries == herd.counters().delivered);
    }
}

}  // namespace
}  // namespace herd::test
