#pragma once

#include <cstddef>
#include <string_view>

namespace herd {

/// What a text begins with: one UTF-8 character, or what is broken of one (its longest part that could have
/// been the beginning of a character, or else one byte).
struct Utf8Sequence {
    std::size_t size = 1;  // bytes
    bool is_valid = false;
};

/// Shape:  `text` is not empty. Surrogates, overlong forms and code points above U+10FFFF are broken.
/// Source: table 3-7 of the Unicode standard; RFC 3629, section 4
Utf8Sequence read_utf8_sequence(std::string_view text);

}  // namespace herd
