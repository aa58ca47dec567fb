#include "log/escape.hpp"

#include <array>
#include <cstdint>

#include "base/eight_bytes.hpp"
#include "base/utf8.hpp"

namespace herd::log {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

/// Bytes that both formats copy as they are.
constexpr std::array<bool, 256> plain = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0x20; byte < 0x7F; ++byte) table[byte] = byte != '"' && byte != '\\';
    return table;
}();

/// Finds those of the next eight bytes that are not plain; right up to the first of them.
std::uint64_t find_others(const char* at) {
    const std::uint64_t bytes = read_eight_bytes(at);
    const std::uint64_t controls = bytes - in_each_byte(0x20);
    const std::uint64_t quotes = (bytes ^ in_each_byte('"')) - in_each_byte(1);
    const std::uint64_t backslashes = (bytes ^ in_each_byte('\\')) - in_each_byte(1);
    const std::uint64_t past_ascii = bytes | (bytes + in_each_byte(1));
    return (controls | quotes | backslashes | past_ascii) & top_bits;
}

std::size_t plain_length(std::string_view text) {
    std::size_t length = 0;
    for (; text.size() - length >= 8; length += 8) {
        if (const std::uint64_t others = find_others(text.data() + length))
            return length + first_of_eight(others);
    }
    while (length < text.size() && plain[static_cast<unsigned char>(text[length])]) ++length;
    return length;
}

/// A sequence of two or three bytes that is a C1 control, LINE SEPARATOR or PARAGRAPH SEPARATOR.
bool is_invisible(std::string_view sequence) {
    if (sequence.size() == 2) return sequence[0] == '\xC2' && static_cast<unsigned char>(sequence[1]) < 0xA0;
    return sequence == "\xE2\x80\xA8" || sequence == "\xE2\x80\xA9";
}

void append_json_invisible(std::string_view sequence, std::string& out) {
    if (sequence.size() == 2) {
        out += "\\u00";
        append_hex(sequence.substr(1), out);
    } else {
        out += sequence[2] == '\xA8' ? "\\u2028" : "\\u2029";
    }
}

void append_json_ascii(char byte, std::string& out) {
    out += '\\';
    switch (byte) {
        case '"':
        case '\\':
            out += byte;
            return;
        case '\b':
            out += 'b';
            return;
        case '\f':
            out += 'f';
            return;
        case '\n':
            out += 'n';
            return;
        case '\r':
            out += 'r';
            return;
        case '\t':
            out += 't';
            return;
        default:
            out += "u00";
            append_hex(std::string_view(&byte, 1), out);
    }
}

void append_text_bytes(std::string_view bytes, std::string& out) {
    for (const char byte : bytes) {
        out += "\\x";
        append_hex(std::string_view(&byte, 1), out);
    }
}

/// Takes the character that a text begins with, or one byte if it begins with none.
std::string_view take_sequence(std::string_view& text) {
    const auto [size, is_valid] = read_utf8_sequence(text);
    const std::string_view sequence = text.substr(0, is_valid ? size : 1);
    text.remove_prefix(sequence.size());
    return sequence;
}

bool is_broken(std::string_view sequence) {
    return sequence.size() == 1 && static_cast<unsigned char>(sequence[0]) >= 0x80;
}

}  // namespace

bool append_json_escaped(std::string_view text, std::string& out) {
    bool valid = true;
    while (true) {
        const std::size_t run = plain_length(text);
        out.append(text, 0, run);
        text.remove_prefix(run);
        if (text.empty()) return valid;

        const std::string_view sequence = take_sequence(text);
        if (is_broken(sequence)) {
            out += "\xEF\xBF\xBD";
            valid = false;
        } else if (sequence.size() == 1) {
            append_json_ascii(sequence[0], out);
        } else if (is_invisible(sequence)) {
            append_json_invisible(sequence, out);
        } else {
            out += sequence;
        }
    }
}

void append_text_escaped(std::string_view text, std::string& out) {
    while (true) {
        const std::size_t run = plain_length(text);
        out.append(text, 0, run);
        text.remove_prefix(run);
        if (text.empty()) return;

        const std::string_view sequence = take_sequence(text);
        if (sequence == "\"") {
            out += '"';
        } else if (sequence == "\\") {
            out += "\\\\";
        } else if (sequence.size() == 1 || is_invisible(sequence)) {
            append_text_bytes(sequence, out);
        } else {
            out += sequence;
        }
    }
}

void append_hex(std::string_view bytes, std::string& out) {
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        out += hex_digits[value >> 4];
        out += hex_digits[value & 0xF];
    }
}

}  // namespace herd::log
