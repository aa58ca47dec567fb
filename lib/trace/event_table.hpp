#pragma once

#include <iosfwd>

#include "trace/event.hpp"

namespace herd::trace {

/// Writes the events of a trace as a table for people, an event a line; times are since the first one.
void write_event_table(const Trace& trace, std::ostream& out);

}  // namespace herd::trace
