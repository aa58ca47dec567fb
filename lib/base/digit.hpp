#pragma once

#include <cstdint>

namespace herd {

/// Whether a byte is an ASCII digit, whatever the locale.
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// What a digit stands for.
constexpr std::uint32_t digit_of(char c) {
    return static_cast<std::uint32_t>(c - '0');
}

}  // namespace herd
