#pragma once

#include <string>
#include <vector>

#include "topology/facts.hpp"
#include "topology/graph.hpp"

namespace herd::topology {

/// `Alford-Welsh`
std::string format_link(const Link& link, const std::vector<std::string>& names);

/// Facts for people: a few indented lines, however large the graph is.
/// Shape: `names` are the nodes'.
std::string format_facts(const Facts& facts, const Graph& graph, const std::vector<std::string>& names);

}  // namespace herd::topology
