#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "trace/event.hpp"

namespace herd::trace {

/// The largest trace that is read, some two million events. Units: bytes.
inline constexpr std::size_t longest_trace = std::size_t{512} << 20;

/// The most servers that a trace is read with.
inline constexpr std::size_t most_servers = 4096;

/// Writes a trace as JSON, an event a line, without gathering it in memory.
/// Errors: those of the stream.
/// Source: docs/trace.md, "Trace files"
void write_trace(const Trace& trace, std::ostream& out);

/// Reads what `write_trace` wrote, or an answer of the control API: without `servers` they are in the order
/// in which events name them, and without `links` there are those that events tell of.
/// Shape:  `name` is how errors call the text.
/// Errors: the first thing that is wrong, as `NAME:LINE: where: why`.
Result<Trace, std::string> parse_trace(std::string_view text, const std::string& name);

}  // namespace herd::trace
