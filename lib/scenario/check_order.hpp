#pragma once

#include <string>
#include <vector>

#include "scenario/findings.hpp"
#include "trace/update.hpp"

namespace herd::scenario {

/// An update reaches groups of servers one group after another, in any order within a group, and no other
/// servers.
/// Shape: in the order of events of one process; `groups` are names.
Findings check_order(const trace::Trace& trace, const trace::UpdateId& update,
                     const std::vector<std::vector<std::string>>& groups);

}  // namespace herd::scenario
