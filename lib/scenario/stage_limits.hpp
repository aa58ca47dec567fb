#pragma once

#include <chrono>
#include <cstddef>

#include "base/time.hpp"

namespace herd::scenario {

/// What a trace needs to hold every event of a scenario. Units: bytes.
constexpr std::size_t least_trace = std::size_t{64} << 20;

/// How long a herd may take for what has no limit of its own: to come up, to stop a server.
constexpr nanoseconds own_patience = std::chrono::seconds(10);

}  // namespace herd::scenario
