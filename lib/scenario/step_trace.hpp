#pragma once

#include <optional>

#include "scenario/play_step.hpp"
#include "trace/event.hpp"

namespace herd::scenario {

// The steps that look at how a client's newest update spread. What is not as expected comes with its story.

std::optional<Setback> look_at_order(const Order& step, const trace::Trace& trace);
std::optional<Setback> look_at_messages(const Messages& step, const trace::Trace& trace);
std::optional<Setback> look_at_reached(const Reached& step, const trace::Trace& trace);
std::optional<Setback> look_at_hops(const Hops& step, const trace::Trace& trace);

}  // namespace herd::scenario
