#include "topology/depth_first.hpp"

#include <cstddef>

namespace herd::topology {

DepthFirstForest walk_depth_first(const Graph& graph) {
    constexpr auto unseen = std::numeric_limits<std::uint32_t>::max();
    DepthFirstForest forest;
    forest.place.assign(graph.size(), unseen);
    forest.parent.resize(graph.size());
    forest.root.resize(graph.size());
    forest.up.assign(graph.size(), DepthFirstForest::no_link);
    forest.order.reserve(graph.size());

    const auto enter = [&](Node node, Node parent, LinkIndex up) {
        forest.place[node] = static_cast<std::uint32_t>(forest.order.size());
        forest.order.push_back(node);
        forest.parent[node] = parent;
        forest.root[node] = parent == node ? node : forest.root[parent];
        forest.up[node] = up;
    };
    std::vector<std::size_t> tried(graph.size());  // neighbours that were looked at
    for (Node root = 0; root < graph.size(); ++root) {
        if (forest.place[root] != unseen) continue;
        enter(root, root, DepthFirstForest::no_link);
        for (Node node = root;;) {
            const auto neighbours = graph.neighbours(node);
            if (tried[node] == neighbours.size()) {
                if (node == root) break;
                node = forest.parent[node];
                continue;
            }
            const auto& next = neighbours[tried[node]++];
            if (forest.place[next.node] != unseen) continue;
            enter(next.node, node, next.link);
            node = next.node;
        }
    }
    return forest;
}

}  // namespace herd::topology
