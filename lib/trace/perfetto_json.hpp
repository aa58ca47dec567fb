#pragma once

#include <iosfwd>

#include "trace/event.hpp"

namespace herd::trace {

/// Writes a trace in the Trace Event Format, which Perfetto (https://ui.perfetto.dev) and chrome://tracing
/// open: a thread a server, a slice for what a server did with an update at one go, a flow for each message,
/// and spans for links that are down, servers that do not run, and faults.
/// Source: the Chromium project's "Trace Event Format"
void write_perfetto_json(const Trace& trace, std::ostream& out);

}  // namespace herd::trace
