#pragma once

#include <cstddef>
#include <vector>

#include "trace/event.hpp"

namespace herd::control {

/// A part of a stretch of the trace that has about `quota` events, in their order: some updates from their
/// receipt on, each with all of its events in the stretch, and what is about no update.
/// Shape: never more than twice `quota`, which is positive.
std::vector<trace::Event> sample_updates(std::vector<trace::Event> events, std::size_t quota);

}  // namespace herd::control
