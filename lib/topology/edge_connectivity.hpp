#pragma once

#include <cstddef>

#include "topology/bounds.hpp"
#include "topology/graph.hpp"

namespace herd::topology {

/// How many links have to be cut, at least, before a graph falls apart.
///
/// Shape:  `graph` is connected; a single node has no links to cut: 0. Bounds where `work` did not suffice.
/// Units:  `work` is counted down by the nodes and ends of links that are looked at.
/// Source: D. W. Matula: Determining edge connectivity in O(nm). Proceedings of FOCS, 1987: if a cut has
///         fewer links than any node, then each set of nodes that all others are neighbours of has members on
///         both sides
Bounds measure_edge_connectivity(const Graph& graph, std::size_t& work);

}  // namespace herd::topology
