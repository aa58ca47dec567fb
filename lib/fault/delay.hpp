#pragma once

#include "base/time.hpp"
#include "fault/random.hpp"
#include "fault/shaper.hpp"

namespace herd::fault {

/// How long the next bytes are to take under some conditions; see `Latency`. Never less than nothing.
nanoseconds draw_delay(const Conditions& conditions, Random& random);

}  // namespace herd::fault
