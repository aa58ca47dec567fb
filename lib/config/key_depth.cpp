#include "config/key_depth.hpp"

namespace herd::config {
namespace {

constexpr int most_parts = 16;

// Behind the string that opens at `start`, or the end of the text.
std::size_t skip_string(std::string_view text, std::size_t start) {
    const char quote = text[start];
    const std::string_view opening = text.substr(start, 3);
    const bool multi_line = opening == "\"\"\"" || opening == "'''";
    const std::size_t width = multi_line ? 3 : 1;
    for (std::size_t i = start + width; i < text.size(); ++i) {
        if (text[i] == '\\' && quote == '"') {
            ++i;
        } else if (text[i] == '\n' && !multi_line) {
            return i;  // no TOML: let the parser say so
        } else if (text[i] == quote && text.substr(i, width) == opening.substr(0, width)) {
            // A string of several lines may end with one or two quotes of its own.
            std::size_t end = i + width;
            while (multi_line && end < i + 5 && end < text.size() && text[end] == quote) ++end;
            return end;
        }
    }
    return text.size();
}

bool continues_key(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == ' ' || c == '\t';
}

}  // namespace

std::optional<int> find_deep_key(std::string_view text) {
    int line = 1;
    int dots = 0;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (c == '"' || c == '\'') {
            const std::size_t end = skip_string(text, i);
            for (; i < end; ++i) {
                if (text[i] == '\n') ++line;
            }
            continue;
        }
        if (c == '#') {
            i = text.find('\n', i);
            if (i == std::string_view::npos) break;
            continue;
        }
        if (c == '.') {
            if (++dots >= most_parts) return line;
        } else if (!continues_key(c)) {
            dots = 0;
        }
        if (c == '\n') ++line;
        ++i;
    }
    return std::nullopt;
}

}  // namespace herd::config
