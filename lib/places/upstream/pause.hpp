#pragma once

#include <stop_token>

#include "base/time.hpp"

namespace herd::places {

/// Blocks its thread until then, or until a stop is asked for. Whether it was not asked for.
bool pause_until(SteadyTime end, const std::stop_token& stop);

}  // namespace herd::places
