#include "without.hpp"

#include <utility>

#include "topology/parts.hpp"

namespace herd::topology {

Graph graph_of(const test::Topology& topology) {
    std::vector<Link> links;
    for (const auto& link : topology.links)
        links.push_back({static_cast<Node>(link.a), static_cast<Node>(link.b)});
    return {topology.names.size(), std::move(links)};
}

test::Topology make_meshes() {
    auto meshes = test::make_mesh(12);
    std::erase_if(meshes.links, [](const config::Link& link) {
        return link.a < 6 && link.b >= 6 && (link.b != link.a + 6 || link.a >= 4);
    });
    return meshes;
}

std::vector<test::Topology> make_samples() {
    std::vector<test::Topology> samples{
        test::classic_ring(), test::pair(),       test::single(),     test::make_ring(9),
        test::make_mesh(7),   test::make_line(8), test::make_star(6), test::make_grid(4, 3),
    };
    for (unsigned seed = 0; seed < 60; ++seed) {
        samples.push_back(test::make_random(2 + seed % 14, seed % 17, seed));
        // Without its first link it may be in two parts.
        auto broken = samples.back();
        broken.links.erase(broken.links.begin());
        samples.push_back(broken);
    }
    return samples;
}

std::size_t count_parts_without(const Graph& graph, const std::set<LinkIndex>& links) {
    std::vector<Link> left;
    for (LinkIndex i = 0; i < graph.links().size(); ++i) {
        if (!links.contains(i)) left.push_back(graph.links()[i]);
    }
    return find_parts(Graph(graph.size(), left)).size();
}

std::size_t count_parts_without_node(const Graph& graph, Node node) {
    std::vector<Link> left;
    for (const auto& link : graph.links()) {
        if (link.a != node && link.b != node) left.push_back(link);
    }
    // The node itself is a part of its own now.
    return find_parts(Graph(graph.size(), left)).size() - 1;
}

}  // namespace herd::topology
