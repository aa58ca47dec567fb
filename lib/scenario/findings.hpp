#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "trace/event.hpp"

namespace herd::scenario {

/// What a check has to say against a trace, a sentence each; nothing: all is as it should be.
using Findings = std::vector<std::string>;

/// More than these are of no help: a check stops there.
inline constexpr std::size_t most_findings = 20;

/// The update that an event is about, as findings name it.
std::string format_update_of(const trace::Event& event);

std::string format_server(const trace::Trace& trace, core::ServerIndex server);

/// `Alford, Hamilton`; `nobody` for none.
std::string format_servers(const trace::Trace& trace, const std::vector<core::ServerIndex>& servers);

/// ` (event 17)`
std::string format_place(const trace::Event& event);

/// Whether a server has forgotten everything with this event.
bool ends_memory(const trace::Event& event);

}  // namespace herd::scenario
