#pragma once

#include <cstddef>
#include <string_view>

namespace herd::log {

/// The length of the UTF-8 sequence that `text` begins with, 1..4; 0 if it begins with none. Surrogates,
/// overlong forms and code points above U+10FFFF are none. Source: RFC 3629, section 4
std::size_t utf8_sequence_length(std::string_view text);

}  // namespace herd::log
