#pragma once

#include <cstddef>
#include <vector>

#include "topology/depth_first.hpp"
#include "topology/graph.hpp"

namespace herd::topology {

/// Links of which any two are a cut: without both, their part falls apart; without one of them it does not.
using CutClass = std::vector<LinkIndex>;  // in rising order, at least two

/// How many pairs a class has.
std::size_t count_pairs(const CutClass& links);

/// All pairs of links that are a minimal cut. A pair is within exactly one class, so that the ring of a
/// thousand servers, with half a million pairs, is one class. In time linear in nodes and links.
///
/// Shape:  classes in the order of their first links.
/// Errors: with 128 random bits a link, the odds that a pair is reported which is none are below E^2 / 2^129.
///         None is missed.
/// Source: D. Pritchard, R. Thurimella: Fast computation of small cuts via cycle space sampling. ACM
///         Transactions on Algorithms 7(4), 2011
std::vector<CutClass> find_cut_classes(const Graph& graph, const DepthFirstForest& forest);

}  // namespace herd::topology
