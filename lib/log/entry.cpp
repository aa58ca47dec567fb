#include "log/entry.hpp"

#include <charconv>

#include "log/escape.hpp"
#include "log/timestamp.hpp"

namespace herd::log {
namespace {

/// Between an event and what follows it. One piece each, since a line of messages has little but such pieces.
std::string_view json_direction(Direction direction) {
    switch (direction) {
        case Direction::in:
            return R"(","dir":"in")";
        case Direction::out:
            return R"(","dir":"out")";
        case Direction::none:
            break;
    }
    return "\"";
}

void append_json(const Entry& entry, std::string& out) {
    out += R"({"time":")";
    append_timestamp(entry.time, out);
    out += R"(","event":")";
    append_json_escaped(entry.event, out);
    out += json_direction(entry.direction);
    if (!entry.connection.empty()) {
        out += R"(,"conn":")";
        append_json_escaped(entry.connection, out);
        out += '"';
    }
    if (!entry.text.empty() || entry.direction != Direction::none) {
        out += R"(,"text":")";
        const bool valid = append_json_escaped(entry.text, out);
        out += '"';
        if (!valid) {
            out += R"(,"hex":")";
            append_hex(entry.text, out);
            out += '"';
        }
    }
    if (!entry.note.empty()) {
        out += R"(,"note":")";
        append_json_escaped(entry.note, out);
        out += '"';
    }
    out += "}\n";
}

/// Columns for people: `TIME in  client 17  command  TEXT  [NOTE]`, with `-` where there is nothing.
void append_text(const Entry& entry, std::string& out) {
    append_timestamp(entry.time, out);
    switch (entry.direction) {
        case Direction::in:
            out += " in  ";
            break;
        case Direction::out:
            out += " out ";
            break;
        case Direction::none:
            out += " -   ";
            break;
    }
    append_text_escaped(entry.connection.empty() ? "-" : entry.connection, out);
    out += "  ";
    append_text_escaped(entry.event, out);
    if (!entry.text.empty()) {
        out += "  ";
        append_text_escaped(entry.text, out);
    }
    if (!entry.note.empty()) {
        out += "  [";
        append_text_escaped(entry.note, out);
        out += ']';
    }
    out += '\n';
}

}  // namespace

Level level_of(std::string_view event) {
    const bool message = event == "command" || event == "answer" || event == "update" || event == "resync" ||
                         event == "overflow";
    return message ? Level::messages : Level::connections;
}

void append_entry(const Entry& entry, Format format, std::string& out) {
    if (format == Format::json) {
        append_json(entry, out);
    } else {
        append_text(entry, out);
    }
}

void append_lines_lost(std::uint64_t count, WallTime time, Format format, std::string& out) {
    char digits[20];
    const char* end = std::to_chars(digits, digits + sizeof digits, count).ptr;
    Entry entry{};
    entry.time = time;
    entry.event = "lines_lost";
    entry.text = std::string_view(digits, static_cast<std::size_t>(end - digits));
    append_entry(entry, format, out);
}

}  // namespace herd::log
