#include "topology/bridges.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace herd::topology {

WeakPoints find_weak_points(const Graph& graph, const DepthFirstForest& forest) {
    // The least place that can be reached from a node's subtree by a link that is not the one upwards.
    std::vector<std::uint32_t> low = forest.place;
    std::vector<std::size_t> root_children(graph.size());
    std::vector<bool> is_articulation(graph.size());
    WeakPoints found;
    for (auto at = forest.order.rbegin(); at != forest.order.rend(); ++at) {
        const Node node = *at;
        for (const auto& neighbour : graph.neighbours(node)) {
            if (neighbour.link != forest.up[node])
                low[node] = std::min(low[node], forest.place[neighbour.node]);
        }
        // The children are done: they stand behind their parent in the order, and have lowered its value.
        const Node parent = forest.parent[node];
        if (parent == node) {
            is_articulation[node] = root_children[node] > 1;
            continue;
        }
        low[parent] = std::min(low[parent], low[node]);
        if (low[node] > forest.place[parent]) found.bridges.push_back(forest.up[node]);
        if (forest.parent[parent] == parent) {
            ++root_children[parent];
        } else if (low[node] >= forest.place[parent]) {
            is_articulation[parent] = true;
        }
    }
    std::sort(found.bridges.begin(), found.bridges.end());
    for (Node node = 0; node < graph.size(); ++node) {
        if (is_articulation[node]) found.articulations.push_back(node);
    }
    return found;
}

}  // namespace herd::topology
