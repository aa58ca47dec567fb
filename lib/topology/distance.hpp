#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "topology/graph.hpp"

namespace herd::topology {

/// Links between two nodes, by the shortest way: the hops that an update needs at least.
using Distance = std::uint32_t;

constexpr Distance unreachable = std::numeric_limits<Distance>::max();

/// A walk from one node to all that can be reached.
struct Distances {
    std::vector<Distance> to;  // by node
    std::vector<Node> order;   // the nodes that can be reached, nearest first, beginning with the origin

    /// The distance of the node that is farthest.
    Distance eccentricity() const { return to[order.back()]; }
};

/// Breadth first. Shape: `into` is reused.
void measure_distances(const Graph& graph, Node origin, Distances& into);
Distances measure_distances(const Graph& graph, Node origin);

}  // namespace herd::topology
