#include "topology/distance.hpp"

#include <algorithm>

#include "support/catch.hpp"
#include "topology/eccentricity.hpp"
#include "topology/parts.hpp"
#include "without.hpp"

namespace herd::topology {
namespace {

std::size_t measure_one(const Graph& graph, Node node) {
    return measure_distances(graph, node).eccentricity();
}

TEST_CASE("distances go round the classic ring the shorter way") {
    const auto distances = measure_distances(graph_of(test::classic_ring()), 0);
    CHECK(distances.to == std::vector<Distance>{0, 2, 1, 2, 1});
    CHECK(distances.order == std::vector<Node>{0, 2, 4, 3, 1});
    CHECK(distances.eccentricity() == 2);
}

TEST_CASE("what is in another part is unreachable") {
    const auto distances = measure_distances(Graph(3, {{0, 2}}), 2);
    CHECK(distances.to == std::vector<Distance>{1, unreachable, 0});
    CHECK(distances.eccentricity() == 1);
}

TEST_CASE("the worst hops of every server are those of a walk from it") {
    for (const auto& sample : make_samples()) {
        for (const auto& part : find_parts(graph_of(sample))) {
            std::size_t work = 1'000'000;
            const auto measured = measure_eccentricities(part.graph, work);
            std::size_t diameter = 0;
            for (Node node = 0; node < part.graph.size(); ++node) {
                const auto expected = measure_one(part.graph, node);
                CHECK(measured[node] == Bounds{expected, expected});
                diameter = std::max(diameter, expected);
            }
            CHECK(find_diameter(measured) == Bounds{diameter, diameter});
        }
    }
}

TEST_CASE("with too little work the worst hops are within the bounds that are told") {
    for (const auto& sample : make_samples()) {
        for (const auto& part : find_parts(graph_of(sample))) {
            for (const std::size_t work : {0, 30, 100, 200}) {
                std::size_t left = work;
                const auto measured = measure_eccentricities(part.graph, left);
                std::size_t diameter = 0;
                for (Node node = 0; node < part.graph.size(); ++node) {
                    const auto expected = measure_one(part.graph, node);
                    CHECK(measured[node].least <= expected);
                    CHECK(expected <= measured[node].most);
                    diameter = std::max(diameter, expected);
                }
                CHECK(find_diameter(measured).least <= diameter);
                CHECK(diameter <= find_diameter(measured).most);
                CHECK(left <= work);
            }
        }
    }
}

}  // namespace
}  // namespace herd::topology
