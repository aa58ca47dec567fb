#pragma once

#include <string_view>

namespace herd::config {

/// Whether UTF-8 text has a control character: U+0000 to U+001F and U+007F to U+009F.
bool has_control(std::string_view text);

/// Whether UTF-8 text has white space, ASCII or not.
/// Source: the property White_Space of Unicode 15, without U+0085, which is a control character.
bool has_white_space(std::string_view text);

}  // namespace herd::config
