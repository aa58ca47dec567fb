#pragma once

#include <string_view>
#include <vector>

#include "explore/topology.hpp"

namespace herd::explore {

/// The five-server topologies that the assignment had over the years, the classic ring first.
/// Source: docs/exhaustive.md, "Topologies"
const std::vector<Topology>& published_topologies();

/// The published topology of that name; null, if there is none.
const Topology* find_published(std::string_view name);

}  // namespace herd::explore
