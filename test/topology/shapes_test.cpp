#include "topology/shapes.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include "support/catch.hpp"
#include "topology/distance.hpp"

namespace herd::topology {
namespace {

/// Shape: the same numbers for the same seed, near enough to uniform for a test.
Below draw_from(std::uint64_t seed) {
    return [engine = std::mt19937_64(seed)](std::uint64_t limit) mutable { return engine() % limit; };
}

Graph make(Shape shape, std::size_t nodes, const ShapeOptions& options = {}, std::uint64_t seed = 1) {
    return make_graph(shape, nodes, draw_from(seed), options);
}

std::vector<std::size_t> sorted_degrees(const Graph& graph) {
    std::vector<std::size_t> degrees;
    for (Node i = 0; i < graph.size(); ++i) degrees.push_back(graph.degree(i));
    std::sort(degrees.begin(), degrees.end());
    return degrees;
}

TEST_CASE("every shape has a word of its own that is read again") {
    for (const auto shape : all_shapes) CHECK(parse_shape(format_shape(shape)) == shape);
    CHECK(format_shape(Shape::small_world) == "small-world");
    CHECK_FALSE(parse_shape("rings"));
    CHECK_FALSE(parse_shape(""));
}

TEST_CASE("every shape is connected at every size, and the same for the same numbers") {
    for (const auto shape : all_shapes) {
        for (const std::size_t nodes : {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 25, 100, 301}) {
            INFO(format_shape(shape) << " of " << nodes);
            const auto graph = make(shape, nodes, {}, nodes);
            REQUIRE(graph.size() == nodes);
            CHECK(measure_distances(graph, 0).order.size() == nodes);
            CHECK(make(shape, nodes, {}, nodes).links() == graph.links());
        }
        CHECK(make(shape, 0).size() == 0);
    }
}

TEST_CASE("shapes that chance has no part in have the links that their names tell of") {
    CHECK(make(Shape::ring, 4).links() == std::vector<Link>{{0, 1}, {0, 3}, {1, 2}, {2, 3}});
    CHECK(make(Shape::line, 4).links() == std::vector<Link>{{0, 1}, {1, 2}, {2, 3}});
    CHECK(make(Shape::star, 4).links() == std::vector<Link>{{0, 1}, {0, 2}, {0, 3}});
    CHECK(make(Shape::tree, 6).links() == std::vector<Link>{{0, 1}, {0, 2}, {1, 3}, {1, 4}, {2, 5}});
    CHECK(make(Shape::tree, 6, {.children = 4}).links() ==
          std::vector<Link>{{0, 1}, {0, 2}, {0, 3}, {0, 4}, {1, 5}});
    CHECK(make(Shape::grid, 5).links() == std::vector<Link>{{0, 1}, {0, 3}, {1, 2}, {1, 4}, {3, 4}});
    CHECK(make(Shape::mesh, 20).links().size() == 190);
    CHECK(make(Shape::grid, 25).links().size() == 40);
    CHECK(measure_distances(make(Shape::grid, 25), 0).eccentricity() == 8);
}

TEST_CASE("a regular graph has as many links at each server, whatever the numbers") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto even = sorted_degrees(make(Shape::regular, 50, {.degree = 3}, seed));
        CHECK(even == std::vector<std::size_t>(50, 3));
        auto odd = std::vector<std::size_t>(51, 5);
        odd.front() = 4;
        CHECK(sorted_degrees(make(Shape::regular, 51, {.degree = 5}, seed)) == odd);
    }
    CHECK(sorted_degrees(make(Shape::regular, 5, {.degree = 9})) == std::vector<std::size_t>(5, 4));
    CHECK(make(Shape::regular, 9, {.degree = 2}).links() == make(Shape::ring, 9).links());
    // Two groups of four, all linked within each, are a graph of degree 3 that is not connected.
    CHECK(measure_distances(make(Shape::regular, 8, {.degree = 3}), 0).order.size() == 8);
}

TEST_CASE("chance makes other graphs of other numbers, and shortens ways") {
    for (const auto shape : {Shape::regular, Shape::small_world, Shape::random}) {
        INFO(format_shape(shape));
        CHECK(make(shape, 100, {}, 1).links() != make(shape, 100, {}, 2).links());
    }
    CHECK(measure_distances(make(Shape::regular, 1000), 0).eccentricity() <= 10);
    CHECK(measure_distances(make(Shape::small_world, 1000), 0).eccentricity() < 60);
    CHECK(measure_distances(make(Shape::small_world, 1000, {.rewired = 0}), 0).eccentricity() == 250);
}

TEST_CASE("a small world keeps its ring and the number of its links") {
    const auto graph = make(Shape::small_world, 200, {.degree = 6, .rewired = 100});
    CHECK(graph.links().size() == 600);
    const auto ring = make(Shape::ring, 200);
    for (const auto& link : ring.links()) {
        CHECK(std::binary_search(graph.links().begin(), graph.links().end(), link));
    }
}

TEST_CASE("a random graph is a tree and at most as many links more as it is told") {
    CHECK(make(Shape::random, 200, {.extra_links = 0}).links().size() == 199);
    const auto links = make(Shape::random, 200, {.extra_links = 50}).links().size();
    CHECK(links > 280);
    CHECK(links <= 299);
}

}  // namespace
}  // namespace herd::topology
