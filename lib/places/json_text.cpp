#include "places/json_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>

#include "base/utf8.hpp"

namespace herd::places {
namespace {

void append_escaped(char c, std::string& out) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\f':
            out += "\\f";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    constexpr char digits[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += digits[byte >> 4];
    out += digits[byte & 15];
}

/// Whether a byte is to be escaped, or is of a longer sequence.
bool needs_care(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x7F || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&';
}

}  // namespace

void append_json_text(std::string_view text, std::string& out) {
    out += '"';
    while (!text.empty()) {
        // Most bytes need no care: they are copied a run at a time.
        const auto careful = std::find_if(text.begin(), text.end(), needs_care);
        const auto plain = static_cast<std::size_t>(careful - text.begin());
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        const Utf8Sequence sequence = read_utf8_sequence(text);
        if (!sequence.is_valid) {
            out += "\xEF\xBF\xBD";
        } else if (sequence.size == 1) {
            append_escaped(text.front(), out);
        } else {
            out += text.substr(0, sequence.size);
        }
        text.remove_prefix(sequence.size);
    }
    out += '"';
}

void append_json_number(double number, std::string& out) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    char digits[32];
    const auto end =
        std::to_chars(digits, digits + sizeof digits, number, std::chars_format::general, 16).ptr;
    out.append(digits, end);
}

}  // namespace herd::places
