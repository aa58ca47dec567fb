#pragma once

#include <utility>
#include <vector>

#include "core/roster.hpp"

namespace herd::trace {

/// An order of servers in which those with a link between them are near one another, so that arrows between
/// them are short; what spreads from `root` goes outwards on both sides.
std::vector<core::ServerIndex> find_column_order(
    std::size_t servers, const std::vector<std::pair<core::ServerIndex, core::ServerIndex>>& links,
    core::ServerIndex root);

}  // namespace herd::trace
