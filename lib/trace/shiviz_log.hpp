#pragma once

#include <iosfwd>
#include <string_view>

#include "trace/event.hpp"

namespace herd::trace {

/// What ShiViz has to be told of the log; it is its default.
inline constexpr std::string_view shiviz_expression = R"((?<event>.*)\n(?<host>\S*) (?<clock>{.*}))";

/// Writes a trace as a log for ShiViz, which draws it in a browser: the expression above, an empty line, and
/// two lines an event, what happened and then where, with its vector clock. Source:
/// https://bestchai.bitbucket.io/shiviz/
void write_shiviz_log(const Trace& trace, std::ostream& out);

}  // namespace herd::trace
