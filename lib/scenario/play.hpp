#pragma once

#include <cstddef>
#include <functional>

#include "base/time.hpp"
#include "scenario/scenario.hpp"
#include "scenario/stage.hpp"
#include "scenario/verdict.hpp"

namespace herd::scenario {

struct PlayOptions {
    nanoseconds patience = std::chrono::seconds(10);     // for answers, where a step does not say
    std::function<void(std::size_t)> on_step = nullptr;  // before each step is played, with its index
};

/// Plays a scenario: step by step, up to the first that does not go as expected. Where there is a trace, the
/// invariants of every herd are checked at the end, whatever the steps were.
/// Shape:  without fault control a scenario that has faults is skipped as a whole; without a trace the steps
///         that look at one are left out, and counted.
Verdict play(const Scenario& scenario, Stage& stage, const PlayOptions& options = {});

}  // namespace herd::scenario
