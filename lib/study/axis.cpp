#include "study/axis.hpp"

#include <algorithm>
#include <cmath>

#include "study/number.hpp"

namespace herd::study {
namespace {

constexpr double rounding = 1e-9;

/// The greatest of 1, 2 or 5 times a power of ten that is not more; or the least that is not less.
double round_down(double value) {
    const double decade = std::pow(10, std::floor(std::log10(value) + rounding));
    for (const double digit : {5.0, 2.0}) {
        if (digit * decade <= value * (1 + rounding)) return digit * decade;
    }
    return decade;
}
double round_up(double value) {
    const double decade = std::pow(10, std::floor(std::log10(value) + rounding));
    for (const double digit : {1.0, 2.0, 5.0}) {
        if (digit * decade >= value * (1 - rounding)) return digit * decade;
    }
    return 10 * decade;
}

}  // namespace

Axis::Axis(Scale scale, const std::vector<double>& values) : scale_(scale) {
    std::vector<double> shown;
    for (const double value : values) {
        if (std::isfinite(value) && (scale == Scale::linear || value > 0)) shown.push_back(value);
    }
    if (scale == Scale::log) {
        first_ = 1;
        last_ = 10;
    }
    if (shown.empty()) return;
    const auto [least, most] = std::minmax_element(shown.begin(), shown.end());
    if (scale == Scale::log) {
        first_ = round_down(*least);
        last_ = round_up(*most);
        if (last_ <= first_) last_ = 10 * first_;
        return;
    }
    const double low = std::min(0.0, *least);
    const double high = std::max(*most, low + 1);
    step_ = round_up((high - low) / 6);
    first_ = step_ * std::floor(low / step_ + rounding);
    last_ = step_ * std::ceil(high / step_ - rounding);
}

std::optional<double> Axis::place(double value) const {
    if (scale_ == Scale::linear) return (value - first_) / (last_ - first_);
    if (value <= 0) return std::nullopt;
    return std::log10(value / first_) / std::log10(last_ / first_);
}

std::vector<Axis::Tick> Axis::ticks() const {
    std::vector<Tick> ticks;
    for (const double value : tick_values()) ticks.push_back({value, format_short(value)});
    return ticks;
}

std::vector<double> Axis::tick_values() const {
    std::vector<double> values;
    if (scale_ == Scale::linear) {
        const auto count = std::lround((last_ - first_) / step_);
        for (long i = 0; i <= count; ++i) values.push_back(first_ + static_cast<double>(i) * step_);
        return values;
    }
    // A few decades have room for more than their beginnings.
    const bool is_short = last_ / first_ < 2e3;
    const auto first_decade = static_cast<int>(std::floor(std::log10(first_) + rounding));
    for (int decade = first_decade; std::pow(10, decade) <= last_ * (1 + rounding); ++decade) {
        for (const double digit : {1.0, 2.0, 5.0}) {
            const double value = digit * std::pow(10, decade);
            const bool is_inside = value >= first_ * (1 - rounding) && value <= last_ * (1 + rounding);
            if (is_inside && (is_short || digit == 1)) values.push_back(value);
        }
    }
    return values;
}

}  // namespace herd::study
