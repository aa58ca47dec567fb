#pragma once

#include <cstddef>
#include <string_view>

namespace herd {

/// How many bytes the control character at `text[i]` has: U+0000 to U+001F and U+007F to U+009F.
/// Shape:  `text` is UTF-8, `i` the start of a character of it; 0, if that is no control character.
std::size_t control_length(std::string_view text, std::size_t i);

/// Whether UTF-8 text has a control character.
bool has_control(std::string_view text);

/// Whether UTF-8 text has white space, ASCII or not.
/// Source: the property White_Space of Unicode 15, without U+0085, which is a control character.
bool has_white_space(std::string_view text);

}  // namespace herd
