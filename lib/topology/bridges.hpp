#pragma once

#include <vector>

#include "topology/depth_first.hpp"
#include "topology/graph.hpp"

namespace herd::topology {

/// What a part of a graph must not lose to stay whole.
struct WeakPoints {
    std::vector<LinkIndex> bridges;   // links without which their part falls apart; in rising order
    std::vector<Node> articulations;  // nodes without which the rest of their part does; in rising order
};

/// In time linear in nodes and links.
/// Source: R. Tarjan: Depth-first search and linear graph algorithms. SIAM Journal on Computing 1(2), 1972
WeakPoints find_weak_points(const Graph& graph, const DepthFirstForest& forest);

}  // namespace herd::topology
