#include "places/json_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace herd::places {
namespace {

/// A run of bytes at the start of a text: one UTF-8 character, or what is broken of one.
struct Sequence {
    std::size_t size = 1;
    bool valid = false;
};

/// Follows table 3-7 of the Unicode standard: the second byte's range depends on the first.
Sequence read_sequence(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {1, true};
    if (lead < 0xC2 || lead > 0xF4) return {1, false};
    const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (std::size_t i = 1; i < size; ++i) {
        if (i == text.size()) return {i, false};
        if (byte(i) < (i == 1 ? low : 0x80) || byte(i) > (i == 1 ? high : 0xBF)) return {i, false};
    }
    return {size, true};
}

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
        const Sequence sequence = read_sequence(text);
        if (!sequence.valid) {
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
