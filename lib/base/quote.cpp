#include "base/quote.hpp"

#include <algorithm>

#include "base/character.hpp"

namespace herd {
namespace {

constexpr std::size_t longest_excerpt = 64;

void append_escaped(std::string& out, char c) {
    constexpr char digits[] = "0123456789abcdef";
    switch (c) {
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
            out += "\\x";
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 15];
    }
}

bool is_bare(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

}  // namespace

std::string format_escaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t control = control_length(text, i);
        for (std::size_t end = i + control; i < end; ++i) append_escaped(out, text[i]);
        if (control == 0) out += text[i++];
    }
    return out;
}

std::string format_excerpt(std::string_view text) {
    if (text.size() <= longest_excerpt) return format_escaped(text);
    std::size_t end = longest_excerpt;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return format_escaped(text.substr(0, end)) + "...";
}

std::string format_quoted(std::string_view text) {
    return "'" + format_excerpt(text) + "'";
}

std::string format_key_part(std::string_view key) {
    if (!key.empty() && std::all_of(key.begin(), key.end(), is_bare)) return format_excerpt(key);
    return "\"" + format_excerpt(key) + "\"";
}

}  // namespace herd
