#pragma once

#include <string>
#include <string_view>

#include "trace/event.hpp"
#include "trace/update.hpp"

namespace herd::trace {

/// The causal story of an update as text: from whom and when each server heard of it, to whom it sent it on,
/// what happened to links and servers meanwhile, and a tree of first deliveries.
/// Shape:  lines, the last one with its end; at most some 400 of them.
/// Units:  times are since the update was received.
std::string format_story(const Trace& trace, const UpdateId& update);

/// The story of a client's newest update, or that there is none.
std::string format_story(const Trace& trace, std::string_view client);

/// That a trace has lost its beginning, as a line; empty if it has not.
std::string format_dropped(const Trace& trace);

}  // namespace herd::trace
