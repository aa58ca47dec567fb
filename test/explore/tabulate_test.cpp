#include "explore/tabulate.hpp"

#include "core/roster.hpp"
#include "explore/published.hpp"
#include "explore/wiring.hpp"
#include "support/catch.hpp"

namespace herd::explore {
namespace {

const Topology& classic() {
    return *find_published("classic");
}

Updates make_updates(topology::Node a, topology::Node b, Relation relation) {
    auto updates = Updates::make(classic(), a, b, relation);
    REQUIRE(updates);
    return *updates;
}

TEST_CASE("what a real server does is written down by what it holds and what it is told") {
    const core::Roster roster(classic().servers);
    // Alford's neighbours are Hamilton and Welsh. A was told to Ball, the newer B to Alford.
    const auto table = tabulate(roster, 0, {2, 4}, 3, make_updates(1, 0, Relation::time));
    REQUIRE(table);
    CHECK(table->at(0, {1, -1}) == Reaction{true, 2, 1, 3});  // its client: to both
    CHECK(table->at(0, {0, 0}) == Reaction{true, 1, 0, 2});   // Hamilton: to Welsh
    CHECK(table->at(1, {0, 1}) == Reaction{true, 1, 0, 0});   // what it holds already: to nobody
    CHECK(table->at(2, {0, 1}) == Reaction{true, 2, 0, 0});   // what is older: to nobody
    CHECK(table->at(1, {1, 0}) == Reaction{true, 2, 1, 2});   // what is newer: on
    CHECK_FALSE(table->at(0, {0, -1}).is_known);              // A is no client's of Alford
}

TEST_CASE("a server tells nobody on a link that is down") {
    const core::Roster roster(classic().servers);
    const auto table = tabulate(roster, 0, {2, 4}, 2, make_updates(0, 0, Relation::alone));
    REQUIRE(table);
    CHECK(table->at(0, {0, -1}) == Reaction{true, 1, 0, 2});
    CHECK_FALSE(table->at(0, {0, 0}).is_known);
}

TEST_CASE("whatever a server was told before, by whom and in which order, what it holds decides") {
    const core::Roster roster(classic().servers);
    const Wiring wiring(classic());
    std::size_t choices = 0;
    for (const Relation relation : all_relations) {
        for (topology::Node a = 0; a < 5; ++a) {
            for (const topology::Node b : {a, (a + 2) % 5, (a + 4) % 5}) {
                const auto updates = Updates::make(classic(), a, b, relation);
                if (!updates) continue;
                ++choices;
                constexpr std::size_t all_inputs = 6;
                for (topology::Node server = 0; server < 5; ++server)
                    CHECK(tabulate(roster, server, wiring.neighbours(server), 3, *updates, all_inputs));
            }
        }
    }
    CHECK(choices == 5 * 13 + 6);
}

TEST_CASE("what a server does about a client has nothing to do with what it holds of another") {
    const core::Roster roster(classic().servers);
    const auto table = tabulate(roster, 0, {2, 4}, 3, make_updates(0, 0, Relation::other_client));
    REQUIRE(table);
    for (const Held held : {0, 1, 2, 3}) {
        for (const int from : {-1, 0, 1}) {
            const Reaction& reaction = table->at(held, {0, from});
            REQUIRE(reaction.is_known);
            CHECK(reaction.held == (held | 1));
            CHECK((reaction.to != 0) == ((held & 1) == 0));
        }
    }
}

}  // namespace
}  // namespace herd::explore
