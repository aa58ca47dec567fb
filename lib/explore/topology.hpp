#pragma once

#include <string>
#include <vector>

#include "topology/graph.hpp"

namespace herd::explore {

/// A herd that is to be explored.
/// Shape: few servers and links: a state has to fit into 64 bits, so 2 + 2 N + 8 E <= 64; no server has more
///        than seven neighbours.
struct Topology {
    std::string name;
    std::string source;  // where it was published
    std::vector<std::string> servers;
    std::vector<topology::Link> links;
};

}  // namespace herd::explore
