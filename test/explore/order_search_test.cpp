#include "explore/order_search.hpp"

#include <vector>

#include "explore/level.hpp"
#include "explore/wire.hpp"
#include "real_herd.hpp"
#include "small_topology.hpp"
#include "support/catch.hpp"

namespace herd::explore {
namespace {

Searched search(const Topology& topology, topology::Node a, topology::Node b, Relation relation,
                CutLinks cut = 0) {
    const auto updates = Updates::make(topology, a, b, relation);
    REQUIRE(updates);
    const auto found = test::TabulatedCase(topology, *updates, cut).search();
    CHECK_FALSE(found.violation);
    return found;
}

TEST_CASE("a wire delivers in the order of sending, and takes an update once") {
    Wire wire = send(send(0, 1), 0);
    CHECK(next_update(wire) == 1);
    CHECK(send(wire, 0) == sent_twice);
    wire = deliver(wire);
    CHECK(next_update(wire) == 0);
    CHECK(was_sent(wire, 1));
    wire = deliver(wire);
    CHECK(next_update(wire) == no_update);
    CHECK(send(wire, 1) == sent_twice);
    CHECK(send(deliver(send(0, 0)), 1) != send(send(0, 0), 1));
}

TEST_CASE("a level has each state once, and adds up the orders that lead to it") {
    Level level;
    for (int round = 0; round < 2; ++round) {
        for (State state = 1; state <= 1000; ++state) level.add(state << 40U, state, 7, 3);
        for (State state = 1000; state >= 1; --state) level.add(state << 40U, 1, 8, 4);
        REQUIRE(level.size() == 1000);
        for (std::size_t i = 0; i < 1000; ++i) {
            CHECK(level[i].state == State{i + 1} << 40U);
            CHECK(level.orders(i) == i + 2);
            CHECK(level[i].parent == 7);
        }
        level.clear();
        CHECK(level.size() == 0);
    }
}

TEST_CASE("two servers have as many orders as one counts by hand") {
    const auto pair = test::make_pair();
    // Told, delivered.
    const auto one = search(pair, 0, 0, Relation::alone);
    CHECK(one.states == 3);
    CHECK(one.transitions == 2);
    CHECK(one.orders == 1);
    CHECK(search(pair, 0, 0, Relation::alone, 1).states == 2);

    // Two clients: two chains of two steps each, that have nothing to do with one another.
    const auto apart = search(pair, 0, 1, Relation::other_client);
    CHECK(apart.states == 9);
    CHECK(apart.orders == 6);

    // One client: five of these, since A is not sent if B was delivered before, and that one is shorter.
    CHECK(search(pair, 0, 1, Relation::time).orders == 6);
    // Cut, they are told in either order.
    CHECK(search(pair, 0, 1, Relation::time, 1).orders == 2);
    // Both to Ant. A first: B may be told before A is delivered, or after. B first: A is sent no more, and
    // told before B is delivered, or after.
    CHECK(search(pair, 0, 0, Relation::time).orders == 4);
    CHECK(search(pair, 0, 0, Relation::receipt).orders == 4);
    // The same told again is told before or after the delivery; and either telling may be the first.
    CHECK(search(pair, 0, 0, Relation::repeated).orders == 4);
}

TEST_CASE("a line of three has as many orders as one counts by hand") {
    const auto line = test::make_line();
    CHECK(search(line, 0, 0, Relation::alone).orders == 1);
    CHECK(search(line, 1, 1, Relation::alone).orders == 2);
    CHECK(search(line, 1, 1, Relation::alone, 2).orders == 1);
    // Chains of three steps and of three steps.
    CHECK(search(line, 0, 2, Relation::other_client).orders == 20);
}

TEST_CASE("a triangle has as many orders as one counts by hand") {
    const auto triangle = test::make_triangle();
    // Whichever of the two hears it first sends it on to the other, who hears it from either first and sends
    // it on to the one that it has not heard it from; then two messages are left.
    const auto found = search(triangle, 0, 0, Relation::alone);
    CHECK(found.orders == 8);
    CHECK(search(triangle, 0, 0, Relation::alone, 1).orders == 1);
}

TEST_CASE("there are exactly the orders that real servers and their bytes have, and they agree in all") {
    struct Sample {
        Topology topology;
        std::vector<Relation> relations;
    };
    const std::vector<Relation> all{Relation::alone, Relation::time, Relation::receipt, Relation::server,
                                    Relation::other_client};
    std::size_t cases = 0;
    for (const auto& [topology, relations] : {Sample{test::make_pair(), all}, Sample{test::make_line(), all},
                                              Sample{test::make_triangle(), {Relation::alone}}}) {
        for (const Relation relation : relations) {
            const auto servers = static_cast<topology::Node>(topology.servers.size());
            for (topology::Node a = 0; a < servers; ++a) {
                for (topology::Node b = 0; b < servers; ++b) {
                    const auto updates = Updates::make(topology, a, b, relation);
                    // The receipts of one server are never equal by less than its clock being set back.
                    if (!updates || (a == b && relation == Relation::receipt)) continue;
                    const auto every = test::try_every_order(topology, *updates, 0);
                    CHECK(search(topology, a, b, relation).orders == every.orders);
                    CHECK(every.agreeing == every.orders);
                    ++cases;
                }
            }
        }
    }
    CHECK(cases == 13 + 30 + 3);
}

}  // namespace
}  // namespace herd::explore
