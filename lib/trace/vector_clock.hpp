#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "trace/event.hpp"

namespace herd::trace {

/// How many events of each server may have caused an event, itself included. One event may have caused
/// another if and only if its clock is nowhere greater.
/// Source: C. J. Fidge, "Timestamps in message-passing systems that preserve the partial ordering", 1988;
///         F. Mattern, "Virtual time and global states of distributed systems", 1989
using VectorClock = std::vector<std::uint64_t>;

/// Visits the events of a trace in order, each by its place and with its vector clock. What a trace does not
/// tell of, because it has lost its beginning or was narrowed, causes nothing.
void visit_vector_clocks(const Trace& trace,
                         const std::function<void(std::size_t, const VectorClock&)>& visit);

}  // namespace herd::trace
