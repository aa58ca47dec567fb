#pragma once

#include <optional>
#include <string>

#include "trace/event.hpp"

namespace herd::app {

/// Reads a trace that was written to a file. Errors: nothing, and on standard error what is wrong with it.
std::optional<trace::Trace> load_trace_or_complain(const std::string& file);

}  // namespace herd::app
