#pragma once

#include "scenario/findings.hpp"

namespace herd::scenario {

/// What holds of every herd at any time, whatever breaks: causality, per-link order, an update at most once a
/// direction, and no server that goes back in time.
Findings check_invariants(const trace::Trace& trace);

}  // namespace herd::scenario
