#pragma once

#include <cstddef>
#include <vector>

#include "topology/graph.hpp"

namespace herd::topology {

/// Servers that updates reach from each of them.
struct Part {
    std::vector<Node> nodes;  // of the whole graph, in rising order
    Graph graph;              // among them: its node i is nodes[i]

    /// Link messages that an isolated update costs: 2E - N + 1. A server forwards it once, not to whom it
    /// came from.
    std::size_t update_cost() const { return 2 * graph.links().size() - nodes.size() + 1; }
    /// How many of these tell a server what it knows already: each server but the first needs only one.
    std::size_t duplicates() const { return 2 * (graph.links().size() - nodes.size() + 1); }
};

/// The connected parts of a graph, in the order of their first nodes.
std::vector<Part> find_parts(const Graph& graph);

}  // namespace herd::topology
