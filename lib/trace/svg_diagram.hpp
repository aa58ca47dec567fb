#pragma once

#include <cstddef>
#include <string>

#include "base/result.hpp"
#include "trace/diagram.hpp"
#include "trace/event.hpp"
#include "trace/selection.hpp"

namespace herd::trace {

/// The most that one picture shows: more of it cannot be read.
inline constexpr std::size_t most_svg_steps = 600;
inline constexpr std::size_t most_svg_servers = 100;

/// A space-time diagram as SVG: a line a server, time running down, messages as arrows between what servers
/// did with updates; light or dark as the reader's settings are.
/// Errors: why there can be no picture, e.g. that there are too many servers for one.
Result<Diagram, std::string> make_svg_diagram(const Trace& trace, const Selection& selection);

}  // namespace herd::trace
