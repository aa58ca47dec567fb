#pragma once

#include <optional>
#include <string>

#include "trace/event.hpp"

namespace herd::app {

/// Reads a trace from a file, or from standard input if its name is `-`.
/// Errors: nothing, and on standard error what is wrong.
std::optional<trace::Trace> load_trace_or_complain(const std::string& file);

/// Says that a trace has nothing of a client, which clients it has, and which one may be meant.
void complain_of_client(const trace::Trace& trace, const std::string& file, const std::string& client);

/// Whether a trace has anything of a client.
bool has_client(const trace::Trace& trace, const std::string& client);

}  // namespace herd::app
