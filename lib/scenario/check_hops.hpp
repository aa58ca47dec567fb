#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "scenario/findings.hpp"
#include "trace/update.hpp"

namespace herd::scenario {

/// An update had crossed so many links when each of these servers accepted it. A resync counts anew, from 1.
Findings check_hops(const trace::Trace& trace, const trace::UpdateId& update,
                    const std::vector<std::pair<std::string, std::size_t>>& hops);

}  // namespace herd::scenario
