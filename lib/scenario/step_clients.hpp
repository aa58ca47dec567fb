#pragma once

#include <optional>
#include <vector>

#include "scenario/play_step.hpp"

namespace herd::scenario {

/// Plays `send` and `race`: all clients have sent before any answer is read; each answer is then as expected,
/// or has come, if nothing is expected of it.
std::optional<Setback> play_sends(const std::vector<Send>& sends, Stage& stage, nanoseconds patience);

}  // namespace herd::scenario
