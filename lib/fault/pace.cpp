#include "fault/pace.hpp"

#include <algorithm>

namespace herd::fault {
namespace {

constexpr std::int64_t second = 1'000'000'000;  // nanoseconds

}  // namespace

void Pace::start(std::uint64_t bytes_per_second, SteadyTime now) {
    rate_ = bytes_per_second;
    since_ = now;
    sent_ = 0;
}

void Pace::await(SteadyTime ready) {
    if (time_of(0) > ready) return;
    since_ = ready;
    sent_ = 0;
}

std::uint64_t Pace::allowance(SteadyTime now) {
    if (now < since_) return 0;
    // Whole seconds carry whole bytes: what is left stays small, and its product with the rate exact.
    const std::int64_t rate = static_cast<std::int64_t>(rate_);
    const std::int64_t seconds = (now - since_).count() / second;
    since_ += nanoseconds(seconds * second);
    sent_ -= seconds * rate;
    const std::int64_t carried = (now - since_).count() * rate / second;
    return static_cast<std::uint64_t>(std::max<std::int64_t>(carried - sent_, 0));
}

SteadyTime Pace::time_of(std::uint64_t bytes) const {
    const std::int64_t rate = static_cast<std::int64_t>(rate_);
    const std::int64_t total = sent_ + static_cast<std::int64_t>(bytes);
    std::int64_t seconds = total / rate;
    if (total % rate < 0) --seconds;
    const std::int64_t rest = (total - seconds * rate) * second;
    return since_ + nanoseconds(seconds * second + (rest + rate - 1) / rate);
}

}  // namespace herd::fault
