#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "support/topology.hpp"
#include "topology/graph.hpp"

namespace herd::topology {

/// The graph of a topology for tests.
Graph graph_of(const test::Topology& topology);

/// Two meshes of six servers, joined by four links: each server has more links than make a cut.
test::Topology make_meshes();

/// A few graphs of every kind, some of them not connected.
std::vector<test::Topology> make_samples();

/// How many parts are left of a graph without some of its links: what an answer is checked against.
std::size_t count_parts_without(const Graph& graph, const std::set<LinkIndex>& links);

/// How many parts are left of a graph without a node.
std::size_t count_parts_without_node(const Graph& graph, Node node);

}  // namespace herd::topology
