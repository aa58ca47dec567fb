#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/time.hpp"

namespace herd {

/// How often which durations were seen, to within 1 %, in the same memory however many there are.
///
/// Durations are counted in cells: of one nanosecond each below 256 ns, and of 128 equal ones from each power
/// of two to the next above that. Source: the idea of HdrHistogram, https://hdrhistogram.github.io
class Histogram {
public:
    /// What is longer counts as so long. Units: 1 h and a bit.
    static constexpr nanoseconds longest{(std::int64_t{1} << 42) - 1};

    /// Shape: a duration below zero counts as zero.
    void record(nanoseconds duration);
    void merge(const Histogram& other);

    std::uint64_t count() const { return count_; }
    /// Exact. Zero, if nothing was recorded.
    nanoseconds max() const { return max_; }
    double mean_ns() const;
    /// The duration that this part of all is not longer than: the middle of its cell, at most the maximum.
    /// Shape: `part` from 0 to 1; zero, if nothing was recorded.
    nanoseconds quantile(double part) const;

private:
    static constexpr int linear_bits = 8;
    static constexpr int longest_bits = 42;
    static constexpr std::size_t half = std::size_t{1} << (linear_bits - 1);

    static std::size_t cell_of(std::uint64_t ns);
    static std::uint64_t middle_of(std::size_t cell);

    std::array<std::uint64_t, half*(longest_bits - linear_bits + 2)> cells_{};
    std::uint64_t count_ = 0;
    nanoseconds sum_{0};
    nanoseconds max_{0};
};

}  // namespace herd
