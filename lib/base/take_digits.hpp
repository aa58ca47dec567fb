#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/digit.hpp"
#include "base/eight_bytes.hpp"

namespace herd {

/// 10 to the power of 0 to 9.
inline constexpr std::array<std::uint32_t, 10> powers_of_ten{
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

/// Takes digits from the front of a text, at most eight: moves `at` behind them and puts them into `value`.
/// Returns how many there were. Numbers are most of what clients send, so they are read at once and not one
/// by one.
inline std::size_t take_eight_digits(const char*& at, const char* end, std::uint32_t& value) {
    value = 0;
    if (end - at < 8) {
        const char* const start = at;
        while (at != end && is_digit(*at)) value = value * 10 + digit_of(*at++);
        return static_cast<std::size_t>(at - start);
    }
    // Of digits their values are left. What is none is found, up to the first one.
    std::uint64_t bytes = read_eight_bytes(at) ^ in_each_byte('0');
    const std::size_t count = first_of_eight((bytes | (bytes + in_each_byte(0x76))) & top_bits);
    if (count == 0) return 0;
    at += count;
    // As if zeros stood before them; then pairs, fours, and all eight are put together.
    bytes <<= 8 * (8 - count);
    bytes = bytes * 10 + (bytes >> 8);
    constexpr std::uint64_t pairs = 0x000000ff000000ffU;
    bytes = (bytes & pairs) * (100 + (std::uint64_t{1'000'000} << 32)) +
            (bytes >> 16 & pairs) * (1 + (std::uint64_t{10'000} << 32));
    value = static_cast<std::uint32_t>(bytes >> 32);
    return count;
}

}  // namespace herd
