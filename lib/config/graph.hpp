#pragma once

#include <string>
#include <vector>

#include "config/config.hpp"
#include "topology/graph.hpp"

namespace herd::config {

/// Who talks with whom, as a graph. Its nodes are indexes into `Config::servers`.
topology::Graph make_graph(const Config& config);

/// The names of the servers, by node.
std::vector<std::string> list_names(const Config& config);

}  // namespace herd::config
