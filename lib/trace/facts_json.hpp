#pragma once

#include <span>
#include <string>

#include "topology/facts.hpp"
#include "topology/graph.hpp"

namespace herd::trace {

/// Appends what can be said of a topology as a JSON object, as `herd config --json` and the control API have
/// it. Shape: `names` are the servers', by node. Source: docs/topology.md, "For programs"
void append_facts_json(const topology::Facts& facts, const topology::Graph& graph,
                       std::span<const std::string> names, std::string& out);

}  // namespace herd::trace
