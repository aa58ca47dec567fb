#include "topology/facts.hpp"

#include "support/catch.hpp"
#include "without.hpp"

namespace herd::topology {
namespace {

TEST_CASE("the least cut is a bridge or else a pair or else what has to be searched for") {
    const auto connectivity = [](const test::Topology& topology) {
        return find_facts(graph_of(topology)).parts.front().connectivity;
    };
    CHECK(connectivity(test::make_line(4)) == Bounds{1, 1});
    CHECK(connectivity(test::make_ring(4)) == Bounds{2, 2});
    CHECK(connectivity(test::make_mesh(4)) == Bounds{3, 3});
    CHECK(connectivity(test::make_mesh(9)) == Bounds{8, 8});
    CHECK(connectivity(test::single()) == Bounds{0, 0});
}

TEST_CASE("the least cut of a part owes nothing to the other parts") {
    // A mesh of four, a ring of three and a pair.
    const auto facts = find_facts(
        Graph(9, {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}, {4, 5}, {5, 6}, {4, 6}, {7, 8}}));
    REQUIRE(facts.parts.size() == 3);
    CHECK(facts.parts[0].connectivity == Bounds{3, 3});
    CHECK(facts.parts[1].connectivity == Bounds{2, 2});
    CHECK(facts.parts[2].connectivity == Bounds{1, 1});
    CHECK(facts.weak.bridges == std::vector<LinkIndex>{9});
    CHECK(facts.cut_pairs() == 3);
}

TEST_CASE("what no work is left for is told as bounds") {
    const auto facts = find_facts(graph_of(make_meshes()), 0);
    REQUIRE(facts.parts.size() == 1);
    CHECK(facts.parts[0].diameter == Bounds{1, 11});
    CHECK(facts.parts[0].connectivity == Bounds{3, 5});
}

}  // namespace
}  // namespace herd::topology
