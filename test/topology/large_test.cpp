// Graphs that are larger than a stack is deep, or than all can be known of.

#include "support/catch.hpp"
#include "topology/facts.hpp"
#include "without.hpp"

namespace herd::topology {
namespace {

TEST_CASE("a line of a hundred thousand servers has a bridge at every link") {
    constexpr Node size = 100'000;
    std::vector<Link> links;
    for (Node i = 1; i < size; ++i) links.push_back({i - 1, i});
    const auto facts = find_facts(Graph(size, links));
    CHECK(facts.weak.bridges.size() == size - 1);
    CHECK(facts.weak.articulations.size() == size - 2);
    REQUIRE(facts.parts.size() == 1);
    CHECK(facts.parts[0].diameter == Bounds{size - 1, size - 1});
    CHECK(facts.parts[0].connectivity == Bounds{1, 1});
}

TEST_CASE("a ring of a hundred thousand servers has one set of pairs that cut") {
    constexpr Node size = 100'000;
    std::vector<Link> links;
    for (Node i = 0; i < size; ++i) links.push_back({i, (i + 1) % size});
    const auto facts = find_facts(Graph(size, links), 10'000'000);
    CHECK(facts.weak.bridges.empty());
    REQUIRE(facts.cut_classes.size() == 1);
    CHECK(facts.cut_classes[0].size() == size);
    CHECK(facts.cut_pairs() == std::size_t{size} * (size - 1) / 2);
    REQUIRE(facts.parts.size() == 1);
    CHECK(facts.parts[0].diameter.least == size / 2);
    CHECK(facts.parts[0].diameter.most >= size / 2);
}

TEST_CASE("a hundred thousand servers on their own are as many parts") {
    const auto facts = find_facts(Graph(100'000, {}));
    CHECK(facts.parts.size() == 100'000);
    CHECK(facts.parts.back().diameter == Bounds{0, 0});
}

TEST_CASE("all is known exactly of two thousand servers") {
    const auto facts = find_facts(graph_of(test::make_random(2'000, 6'000, 1)));
    REQUIRE(facts.parts.size() == 1);
    CHECK(facts.parts[0].diameter.is_exact());
    CHECK(facts.parts[0].connectivity.is_exact());
    for (const auto& hops : facts.parts[0].worst_hops) CHECK(hops.is_exact());
}

}  // namespace
}  // namespace herd::topology
