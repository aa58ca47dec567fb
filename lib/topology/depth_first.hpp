#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "topology/graph.hpp"

namespace herd::topology {

/// A spanning tree of each part of a graph, by a walk that goes deep first: whoever is on no way down from
/// the root to a node has no link with it.
struct DepthFirstForest {
    static constexpr LinkIndex no_link = std::numeric_limits<LinkIndex>::max();

    std::vector<Node> order;           // nodes as they were found: parents before children
    std::vector<std::uint32_t> place;  // by node: its place in `order`
    std::vector<Node> parent;          // by node; of a root: itself
    std::vector<Node> root;            // by node: of its part's tree
    std::vector<LinkIndex> up;         // by node: the link to its parent; of a root: `no_link`
};

/// Without recursion: a line of any length does not use up the stack.
DepthFirstForest walk_depth_first(const Graph& graph);

}  // namespace herd::topology
