#pragma once

#include <cstdint>
#include <variant>

#include "base/time.hpp"
#include "fault/herd_map.hpp"

namespace herd::fault {

/// Counts the faults of a herd from 1.
using FaultId = std::uint64_t;

/// A fault's time is up.
struct FaultEnds {
    FaultId fault = 0;
};
/// A flap cuts its link, or heals it.
struct FlapTurns {
    FaultId fault = 0;
};
/// A part of a swizzle begins.
struct CutBegins {
    LinkIndex link = 0;
    SteadyTime until;
};

/// What happens to a herd's faults by itself.
using TimedEvent = std::variant<FaultEnds, FlapTurns, CutBegins>;

}  // namespace herd::fault
