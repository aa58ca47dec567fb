#pragma once

#include <span>
#include <string>

#include "trace/event.hpp"

namespace herd::trace {

/// Appends an event as a JSON object on one line, as the control API and trace files have it.
/// Shape:  `servers` are the names that the event's indexes stand for. A client that is no UTF-8 has its
///         bytes in `client_hex` besides.
/// Source: docs/trace.md, "Events as JSON"
void append_event_json(const EventView& event, std::span<const std::string> servers, std::string& out);
void append_event_json(const Event& event, std::span<const std::string> servers, std::string& out);

}  // namespace herd::trace
