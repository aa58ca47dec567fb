#include "topology/distance.hpp"

namespace herd::topology {

void measure_distances(const Graph& graph, Node origin, Distances& into) {
    into.to.assign(graph.size(), unreachable);
    into.order.clear();
    into.to[origin] = 0;
    into.order.push_back(origin);
    for (std::size_t i = 0; i < into.order.size(); ++i) {
        const Node node = into.order[i];
        for (const auto& neighbour : graph.neighbours(node)) {
            if (into.to[neighbour.node] != unreachable) continue;
            into.to[neighbour.node] = into.to[node] + 1;
            into.order.push_back(neighbour.node);
        }
    }
}

Distances measure_distances(const Graph& graph, Node origin) {
    Distances distances;
    measure_distances(graph, origin, distances);
    return distances;
}

}  // namespace herd::topology
