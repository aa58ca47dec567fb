#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "control/problem.hpp"
#include "control/run_stage.hpp"
#include "scenario/report.hpp"
#include "scenario/scenario.hpp"

namespace herd::control {

/// What a scenario is played on: servers on sockets, or simulated ones.
enum class RunMode { live, sim };
std::string_view format_mode(RunMode mode);

/// A scenario that somebody wants played.
struct RunOrder {
    scenario::Scenario scenario;
    RunMode mode = RunMode::live;
    std::uint64_t seed = 1;
};

/// How long a run may take before it is given up.
inline constexpr nanoseconds longest_run = std::chrono::seconds(60);

/// Reads the text of a scenario, of which nothing outside of it is looked at.
/// Errors: 422, with every fault and its line; and for a herd that is too large to be played beside another.
Result<scenario::Scenario, Problem> parse_run(std::string_view text);

/// Plays a scenario on a herd of its own. `on_stage` is called with the stage while there is one, and with
/// null before it goes; `on_step` before each step.
scenario::Played play_run(const RunOrder& order, nanoseconds limit,
                          const std::function<void(RunStage*)>& on_stage,
                          const std::function<void(std::size_t)>& on_step);

}  // namespace herd::control
