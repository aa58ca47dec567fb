#pragma once

#include <cstddef>

#include "trace/diagram.hpp"
#include "trace/event.hpp"
#include "trace/selection.hpp"

namespace herd::trace {

/// The longest diagram that is made: Mermaid refuses more than 50,000 bytes unless it is told otherwise.
inline constexpr std::size_t longest_mermaid_diagram = 45'000;

/// A sequence diagram for Mermaid: an arrow for each message when it arrives, dotted if it was no news, with
/// a cross if it was lost; and notes on faults, links and servers.
/// Source: https://mermaid.js.org/syntax/sequenceDiagram.html
Diagram make_mermaid_diagram(const Trace& trace, const Selection& selection);

}  // namespace herd::trace
