#pragma once

#include <optional>

#include "scenario/play_step.hpp"

namespace herd::scenario {

// The steps that look at what servers keep of a client. What is not as expected comes with the story of the
// client's newest update, where there is a trace.

std::optional<Setback> look_at_converged(const Converged& step, Stage& stage);
std::optional<Setback> look_at_record(const RecordIs& step, Stage& stage);
std::optional<Setback> look_at_absent(const Absent& step, Stage& stage);

}  // namespace herd::scenario
