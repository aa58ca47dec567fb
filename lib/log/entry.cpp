#include "log/entry.hpp"

#include <charconv>

#include "log/escape.hpp"
#include "log/timestamp.hpp"

namespace herd::log {
namespace {

std::string_view name_of(Direction direction) {
    switch (direction) {
        case Direction::in:
            return "in";
        case Direction::out:
            return "out";
        case Direction::none:
            break;
    }
    return {};
}

void append_member(std::string_view key, std::string_view value, std::string& out) {
    out += ",\"";
    out += key;
    out += "\":\"";
    append_json_escaped(value, out);
    out += '"';
}

void append_json(const Entry& entry, std::string& out) {
    out += "{\"time\":\"";
    append_timestamp(entry.time, out);
    out += '"';
    append_member("event", entry.event, out);
    if (entry.direction != Direction::none) append_member("dir", name_of(entry.direction), out);
    if (!entry.connection.empty()) append_member("conn", entry.connection, out);
    if (!entry.text.empty() || entry.direction != Direction::none) {
        out += ",\"text\":\"";
        const bool valid = append_json_escaped(entry.text, out);
        out += '"';
        if (!valid) {
            out += ",\"hex\":\"";
            append_hex(entry.text, out);
            out += '"';
        }
    }
    if (!entry.note.empty()) append_member("note", entry.note, out);
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
