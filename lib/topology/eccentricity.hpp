#pragma once

#include <cstddef>
#include <vector>

#include "topology/bounds.hpp"
#include "topology/graph.hpp"

namespace herd::topology {

/// How far it is from each node to the one that is farthest from it: the hops after which an update of that
/// server is everywhere, and the most hops that one of any other server needs to come to it.
///
/// Shape:  `graph` is connected. Bounds where `work` did not suffice.
/// Units:  `work` is counted down by the nodes and ends of links that are looked at. To know all exactly,
///         2,000 nodes with 20,000 links take at most 84 million, and mostly far less.
/// Source: F. W. Takes, W. A. Kosters: Computing the eccentricity distribution of large graphs. Algorithms
///         6(1), 2013
std::vector<Bounds> measure_eccentricities(const Graph& graph, std::size_t& work);

/// The greatest of them: the worst hops of any update.
Bounds find_diameter(const std::vector<Bounds>& eccentricities);

}  // namespace herd::topology
