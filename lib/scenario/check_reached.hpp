#pragma once

#include <string>
#include <vector>

#include "scenario/findings.hpp"
#include "trace/update.hpp"

namespace herd::scenario {

/// An update reaches these servers and no others, by flooding or by a resync.
Findings check_reached(const trace::Trace& trace, const trace::UpdateId& update,
                       const std::vector<std::string>& servers);

}  // namespace herd::scenario
