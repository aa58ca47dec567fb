#include "topology/graph.hpp"

#include "support/catch.hpp"

namespace herd::topology {
namespace {

TEST_CASE("a link is the same from either side and counts once") {
    const Graph graph(3, {{2, 1}, {1, 2}, {1, 0}, {1, 2}});
    CHECK(graph.links() == std::vector<Link>{{0, 1}, {1, 2}});
    CHECK(graph.degree(1) == 2);
}

TEST_CASE("the neighbours of a node are in rising order with the links to them") {
    const Graph graph(5, {{2, 4}, {2, 0}, {3, 2}, {1, 2}, {0, 4}});
    const auto neighbours = graph.neighbours(2);
    CHECK(std::vector<Adjacent>(neighbours.begin(), neighbours.end()) ==
          std::vector<Adjacent>{{0, 0}, {1, 2}, {3, 3}, {4, 4}});
    CHECK(graph.degree(3) == 1);
    CHECK(graph.neighbours(3)[0] == Adjacent{2, 3});
}

TEST_CASE("a graph may have neither links nor nodes") {
    CHECK(Graph(2, {}).neighbours(1).empty());
    CHECK(Graph(0, {}).size() == 0);
}

}  // namespace
}  // namespace herd::topology
