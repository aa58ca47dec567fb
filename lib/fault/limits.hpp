#pragma once

#include <cstddef>
#include <cstdint>

#include "base/time.hpp"

namespace herd::fault {

// What the values of faults may be, both ends in it: generous, and small enough that no sum of them
// overflows.

inline constexpr nanoseconds longest_delay = std::chrono::hours(1);       // of a latency, jitter or pause
inline constexpr nanoseconds longest_fault = std::chrono::hours(24);      // how long a fault may last
inline constexpr nanoseconds largest_offset = std::chrono::hours(10000);  // of a clock, either way
inline constexpr double largest_drift_ppm =
    1e6;  // either way: a clock that stands still, or runs at double speed

inline constexpr nanoseconds shortest_period =
    std::chrono::milliseconds(1);  // of a flap, and a swizzle's step
inline constexpr nanoseconds longest_period = std::chrono::hours(1);

inline constexpr std::uint64_t largest_rate = std::uint64_t{1} << 30;  // bytes a second
inline constexpr std::size_t largest_slice = std::size_t{1} << 30;     // bytes
inline constexpr std::uint64_t most_bytes = std::uint64_t{1} << 40;  // that cross before a connection closes
inline constexpr std::uint64_t most_messages = 1'000'000;            // that are dropped

}  // namespace herd::fault
