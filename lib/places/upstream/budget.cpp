#include "places/upstream/budget.hpp"

#include <cstdio>

namespace herd::places {
namespace {

std::string format_midnight(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT00:00:00Z", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

}  // namespace

void Budget::begin_day(WallTime now) {
    const auto today = std::chrono::floor<std::chrono::days>(now);
    if (today == day_) return;
    day_ = today;
    taken_ = 0;
    has_refused_ = false;
}

Budget::Grant Budget::take(WallTime now) {
    if (!daily_) return Grant::given;
    begin_day(now);
    if (taken_ < *daily_) {
        ++taken_;
        return Grant::given;
    }
    if (has_refused_) return Grant::refused;
    has_refused_ = true;
    return Grant::refused_first;
}

void Budget::give_back(WallTime now) {
    begin_day(now);
    if (taken_ > 0) --taken_;
}

std::string Budget::format_spent(WallTime now) const {
    const auto tomorrow = std::chrono::floor<std::chrono::days>(now) + std::chrono::days(1);
    const std::uint64_t daily = daily_.value_or(0);
    return "the " + std::to_string(daily) + (daily == 1 ? " request" : " requests") +
           " of this day ([places] daily_budget) " + (daily == 1 ? "is" : "are") +
           " spent; the next day begins at " + format_midnight(tomorrow);
}

}  // namespace herd::places
