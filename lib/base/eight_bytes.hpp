#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace herd {

// Eight bytes of a text at a time, as one number, the first byte lowest: much faster than one by one, and the
// same on every processor that is little endian. What is found of them has the top bit of its byte set.

constexpr std::uint64_t in_each_byte(unsigned byte) {
    return 0x0101010101010101U * byte;
}

inline constexpr std::uint64_t top_bits = in_each_byte(0x80);

/// Shape: there are eight bytes.
inline std::uint64_t read_eight_bytes(const char* at) {
    static_assert(std::endian::native == std::endian::little);
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/// Which of the eight is the first that was found; 8 if none was.
inline std::size_t first_of_eight(std::uint64_t found) {
    return static_cast<std::size_t>(std::countr_zero(found)) / 8;
}

}  // namespace herd
