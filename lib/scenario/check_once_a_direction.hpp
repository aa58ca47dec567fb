#pragma once

#include "scenario/findings.hpp"

namespace herd::scenario {

/// Each link carries an update at most once in each direction as it spreads. A resync may carry it again, and
/// so may a server that was started anew.
Findings check_once_a_direction(const trace::Trace& trace);

}  // namespace herd::scenario
