#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace herd::core {

/// White space inside a line: space, tab, CR, FF, VT. (LF ends a line, so it is never inside one.)
constexpr bool is_white_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n');
}

/// The first byte from `at` on that is a space or a control character, white space or not; `end` if there is
/// none.
const char* find_blank(const char* at, const char* end);

/// The fields of a line, as views into it.
/// Shape:  `count` stops at one more than any command has; a line with more fields is invalid whatever they
/// are.
struct Fields {
    static constexpr std::size_t limit = 5;
    std::array<std::string_view, limit> field;
    std::size_t count = 0;
};

/// Takes the next field of a line, and the white space before it; empty at the line's end.
std::string_view take_field(std::string_view& line);

/// The first field of a line; empty if there is none.
std::string_view first_field(std::string_view line);

/// Splits a line at runs of white space; white space at either end is ignored.
Fields split_fields(std::string_view line);

}  // namespace herd::core
