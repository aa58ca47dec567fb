#include "base/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace herd {

std::size_t Histogram::cell_of(std::uint64_t ns) {
    if (ns < 2 * half) return ns;
    const int shift = static_cast<int>(std::bit_width(ns)) - linear_bits;
    return static_cast<std::size_t>(shift) * half + (ns >> shift);
}

std::uint64_t Histogram::middle_of(std::size_t cell) {
    if (cell < 2 * half) return cell;
    const auto shift = cell / half - 1;
    const std::uint64_t first = (half + cell % half) << shift;
    return first + ((std::uint64_t{1} << shift) >> 1);
}

void Histogram::record(nanoseconds duration) {
    duration = std::clamp(duration, nanoseconds(0), longest);
    ++cells_[cell_of(static_cast<std::uint64_t>(duration.count()))];
    ++count_;
    sum_ += duration;
    max_ = std::max(max_, duration);
}

void Histogram::merge(const Histogram& other) {
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) cells_[cell] += other.cells_[cell];
    count_ += other.count_;
    sum_ += other.sum_;
    max_ = std::max(max_, other.max_);
}

double Histogram::mean_ns() const {
    return count_ == 0 ? 0 : static_cast<double>(sum_.count()) / static_cast<double>(count_);
}

nanoseconds Histogram::quantile(double part) const {
    const auto rank = static_cast<std::uint64_t>(std::ceil(part * static_cast<double>(count_)));
    std::uint64_t seen = 0;
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
        seen += cells_[cell];
        if (cells_[cell] > 0 && seen >= rank)
            return std::min(max_, nanoseconds(static_cast<std::int64_t>(middle_of(cell))));
    }
    return max_;
}

}  // namespace herd
