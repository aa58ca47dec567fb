#include <algorithm>
#include <set>
#include <utility>

#include "support/catch.hpp"
#include "topology/bridges.hpp"
#include "topology/cut_pairs.hpp"
#include "topology/edge_connectivity.hpp"
#include "topology/parts.hpp"
#include "without.hpp"

namespace herd::topology {
namespace {

using Pair = std::pair<LinkIndex, LinkIndex>;

std::set<Pair> list_pairs(const std::vector<CutClass>& classes) {
    std::set<Pair> pairs;
    for (const auto& links : classes) {
        for (std::size_t i = 0; i < links.size(); ++i) {
            for (std::size_t j = i + 1; j < links.size(); ++j) pairs.insert({links[i], links[j]});
        }
    }
    return pairs;
}

/// The least number of links without which a connected graph falls apart, by trying all sets of links.
std::size_t try_cuts(const Graph& graph) {
    const std::size_t links = graph.links().size();
    std::size_t least = links;
    for (std::size_t set = 1; set < (std::size_t{1} << links); ++set) {
        std::set<LinkIndex> cut;
        for (LinkIndex i = 0; i < links; ++i) {
            if ((set >> i) % 2 == 1) cut.insert(i);
        }
        if (cut.size() < least && count_parts_without(graph, cut) > 1) least = cut.size();
    }
    return least;
}

TEST_CASE("bridges and articulation servers are those without which there are more parts") {
    for (const auto& sample : make_samples()) {
        const auto graph = graph_of(sample);
        const auto parts = find_parts(graph).size();
        const auto weak = find_weak_points(graph, walk_depth_first(graph));
        for (LinkIndex i = 0; i < graph.links().size(); ++i) {
            const bool is_bridge = std::binary_search(weak.bridges.begin(), weak.bridges.end(), i);
            CHECK(is_bridge == (count_parts_without(graph, {i}) > parts));
        }
        for (Node node = 0; node < graph.size(); ++node) {
            const bool is_articulation =
                std::binary_search(weak.articulations.begin(), weak.articulations.end(), node);
            CHECK(is_articulation == (count_parts_without_node(graph, node) > parts));
        }
    }
}

TEST_CASE("pairs that cut are those without which there are more parts though without either there are not") {
    for (const auto& sample : make_samples()) {
        const auto graph = graph_of(sample);
        const auto parts = find_parts(graph).size();
        const auto pairs = list_pairs(find_cut_classes(graph, walk_depth_first(graph)));
        for (LinkIndex i = 0; i < graph.links().size(); ++i) {
            for (LinkIndex j = i + 1; j < graph.links().size(); ++j) {
                const bool is_cut = count_parts_without(graph, {i, j}) > parts &&
                                    count_parts_without(graph, {i}) == parts &&
                                    count_parts_without(graph, {j}) == parts;
                CHECK(pairs.contains({i, j}) == is_cut);
            }
        }
    }
}

TEST_CASE("any two links of a ring cut it") {
    const auto graph = graph_of(test::make_ring(6));
    const auto classes = find_cut_classes(graph, walk_depth_first(graph));
    REQUIRE(classes.size() == 1);
    CHECK(classes[0] == CutClass{0, 1, 2, 3, 4, 5});
    CHECK(count_pairs(classes[0]) == 15);
}

TEST_CASE("two rings that share a server have their cuts apart") {
    const Graph graph(5, {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {2, 4}, {3, 4}});
    CHECK(find_cut_classes(graph, walk_depth_first(graph)) == std::vector<CutClass>{{0, 1, 2}, {3, 4, 5}});
}

TEST_CASE("the least cut is the one that trying all sets of links finds") {
    std::size_t tried = 0;
    for (const auto& sample : make_samples()) {
        for (const auto& part : find_parts(graph_of(sample))) {
            if (part.graph.size() < 2 || part.graph.links().size() > 12) continue;
            std::size_t work = 1'000'000;
            const auto expected = try_cuts(part.graph);
            CHECK(measure_edge_connectivity(part.graph, work) == Bounds{expected, expected});
            ++tried;
        }
    }
    CHECK(tried > 40);
}

TEST_CASE("the least cut of two meshes is the links between them") {
    const auto graph = graph_of(make_meshes());
    std::size_t work = 1'000'000;
    CHECK(measure_edge_connectivity(graph, work) == Bounds{4, 4});
    std::size_t too_little = 10;
    CHECK(measure_edge_connectivity(graph, too_little) == Bounds{1, 5});
}

TEST_CASE("a single server has no links to cut") {
    std::size_t work = 100;
    CHECK(measure_edge_connectivity(Graph(1, {}), work) == Bounds{0, 0});
}

}  // namespace
}  // namespace herd::topology
