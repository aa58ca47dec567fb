#include "log/timestamp.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace herd::log {
namespace {

constexpr std::string_view pattern = "0000-00-00T00:00:00.000000000Z";
constexpr std::size_t fraction_at = 20;

void put_digits(char* at, int count, std::int64_t value) {
    for (char* p = at + count; p != at; value /= 10) *--p = static_cast<char>('0' + value % 10);
}

void put_second(char* text, std::chrono::sys_seconds second) {
    const auto day = std::chrono::floor<std::chrono::days>(second);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(second - day);
    put_digits(text, 4, static_cast<int>(date.year()));
    put_digits(text + 5, 2, static_cast<unsigned>(date.month()));
    put_digits(text + 8, 2, static_cast<unsigned>(date.day()));
    put_digits(text + 11, 2, clock.hours().count());
    put_digits(text + 14, 2, clock.minutes().count());
    put_digits(text + 17, 2, clock.seconds().count());
}

/// A time's text, kept because most lines share its second with the line before, and many all of it.
struct Cache {
    std::optional<WallTime> time;
    std::chrono::sys_seconds second = std::chrono::sys_seconds::min();
    char text[pattern.size()];
};

}  // namespace

void append_timestamp(WallTime time, std::string& out) {
    thread_local Cache cache;
    if (cache.time != time) {
        const auto second = std::chrono::floor<std::chrono::seconds>(time);
        if (second != cache.second) {
            pattern.copy(cache.text, pattern.size());
            put_second(cache.text, second);
            cache.second = second;
        }
        put_digits(cache.text + fraction_at, 9, (time - second).count());
        cache.time = time;
    }
    out.append(cache.text, pattern.size());
}

}  // namespace herd::log
