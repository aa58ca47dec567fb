#include "topology/parts.hpp"

#include "support/catch.hpp"
#include "without.hpp"

namespace herd::topology {
namespace {

TEST_CASE("the parts of a graph come in the order of their first nodes") {
    const auto parts = find_parts(Graph(6, {{4, 0}, {1, 5}, {5, 3}, {3, 1}}));
    REQUIRE(parts.size() == 3);
    CHECK(parts[0].nodes == std::vector<Node>{0, 4});
    CHECK(parts[1].nodes == std::vector<Node>{1, 3, 5});
    CHECK(parts[2].nodes == std::vector<Node>{2});
    CHECK(parts[1].graph.links() == std::vector<Link>{{0, 1}, {0, 2}, {1, 2}});
    CHECK(parts[2].graph.links().empty());
}

TEST_CASE("an update costs two messages a link less one a server but the first") {
    const auto cost = [](const test::Topology& topology) {
        return find_parts(graph_of(topology)).front().update_cost();
    };
    CHECK(cost(test::classic_ring()) == 6);
    CHECK(cost(test::make_line(8)) == 7);
    CHECK(cost(test::make_mesh(5)) == 16);
    CHECK(cost(test::single()) == 0);
}

TEST_CASE("of the messages of an update one to each server but the first is no duplicate") {
    for (const auto& sample : make_samples()) {
        for (const auto& part : find_parts(graph_of(sample)))
            CHECK(part.update_cost() - part.duplicates() == part.nodes.size() - 1);
    }
}

}  // namespace
}  // namespace herd::topology
