#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace herd::log {

enum class Level { off, connections, messages };
enum class Format { json, text };
enum class Direction { none, in, out };

/// One line of a log.
struct Entry {
    WallTime time;
    std::string_view event;  // "client_open", "command", "answer", "update", "link_up", ...
    Direction direction = Direction::none;
    std::string_view connection;  // "client 17" or "link Welsh"
    std::string_view text;        // any bytes: the message, or the reason
    std::string_view note;        // a short remark in ASCII, e.g. "hop 2"; may be empty
};

/// The least level at which an event is logged: `messages` for "command", "answer", "update", "resync" and
/// "overflow", `connections` for every other.
Level level_of(std::string_view event);

/// Appends one entry as one line with LF at its end, whatever bytes the entry holds.
/// Shape:  JSON: `time` (RFC 3339, UTC, nanoseconds), `event`, `dir`, `conn`, `text`, `note`; an empty `dir`,
/// `conn` or `note`
///         is left out, and so is an empty `text` of an entry without direction. Bytes that are no UTF-8 are
///         U+FFFD in `text`, the whole of which then stands in `hex` besides. Text: the same fields, other
///         bytes than printable ASCII and UTF-8 as \xNN.
/// Source: docs/logs.md
void append_entry(const Entry& entry, Format format, std::string& out);

/// Appends the entry that tells of a gap: event "lines_lost", with the number in `text`.
void append_lines_lost(std::uint64_t count, WallTime time, Format format, std::string& out);

}  // namespace herd::log
