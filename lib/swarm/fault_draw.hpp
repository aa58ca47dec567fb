#pragma once

#include <optional>
#include <vector>

#include "config/config.hpp"
#include "fault/fault.hpp"
#include "swarm/dice.hpp"
#include "swarm/limits.hpp"

namespace herd::swarm {

/// A fault and when it is set, from the start of the run.
struct TimedFault {
    nanoseconds at{};
    fault::Fault fault;
};

/// A fault of a kind, somewhere, for some time or until it is healed. Nothing: the herd is too small for it.
std::optional<fault::Fault> draw_fault(FaultKind kind, Dice& dice, const config::Config& config,
                                       nanoseconds duration);

/// All that breaks within a time, in the order in which it does. Of the kinds that limits say nothing about,
/// some come and others do not: what fails only without some fault is found, too.
std::vector<TimedFault> draw_faults(Dice& dice, const config::Config& config, const Limits& limits,
                                    nanoseconds duration);

/// Latencies of all links, for good. Often none.
std::vector<fault::Fault> draw_latencies(Dice& dice, const config::Config& config);

}  // namespace herd::swarm
