#include "replay/timestamp.hpp"

#include <chrono>
#include <cstdint>

#include "base/decimal.hpp"

namespace herd::replay {
namespace {

constexpr std::size_t most_digits = 9;

/// Reads a text from its beginning on.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    bool is_at_end() const { return rest_.empty(); }

    bool skip(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// A number of just so many digits.
    std::optional<unsigned> digits(std::size_t count) {
        if (rest_.size() < count) return std::nullopt;
        const auto number = parse_integer(rest_.substr(0, count), UINT32_MAX);
        if (!number) return std::nullopt;
        rest_.remove_prefix(count);
        return static_cast<unsigned>(*number);
    }

    /// The digits behind a point, as nanoseconds.
    std::optional<std::uint32_t> fraction() {
        std::uint32_t nanos = 0;
        std::size_t count = 0;
        for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; ++count) {
            if (count < most_digits) nanos = nanos * 10 + static_cast<std::uint32_t>(rest_.front() - '0');
            rest_.remove_prefix(1);
        }
        if (count == 0) return std::nullopt;
        for (; count < most_digits; ++count) nanos *= 10;
        return nanos;
    }

private:
    std::string_view rest_;
};

// Minutes that a zone is east of Greenwich: `Z`, `+02:00`, `-0330`, or nothing.
std::optional<int> read_zone(Cursor& cursor) {
    if (cursor.is_at_end() || cursor.skip('Z') || cursor.skip('z'))
        return cursor.is_at_end() ? std::optional(0) : std::nullopt;
    const bool is_west = cursor.skip('-');
    if (!is_west && !cursor.skip('+')) return std::nullopt;
    const auto hours = cursor.digits(2);
    cursor.skip(':');
    const auto minutes = cursor.is_at_end() ? std::optional(0U) : cursor.digits(2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59 || !cursor.is_at_end()) return std::nullopt;
    const int east = static_cast<int>(*hours * 60 + *minutes);
    return is_west ? -east : east;
}

std::optional<std::chrono::sys_days> read_date(Cursor& cursor) {
    const auto year = cursor.digits(4);
    if (!year || !cursor.skip('-')) return std::nullopt;
    const auto month = cursor.digits(2);
    if (!month || !cursor.skip('-')) return std::nullopt;
    const auto day = cursor.digits(2);
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(*month), std::chrono::day(*day));
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date);
}

std::optional<core::ClientTime> parse_date_and_time(std::string_view text) {
    Cursor cursor(text);
    const auto date = read_date(cursor);
    if (!date || (!cursor.skip('T') && !cursor.skip(' '))) return std::nullopt;
    const auto hour = cursor.digits(2);
    if (!hour || !cursor.skip(':')) return std::nullopt;
    const auto minute = cursor.digits(2);
    if (!minute || !cursor.skip(':')) return std::nullopt;
    const auto second = cursor.digits(2);
    // 60 is a leap second.
    if (!second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    const auto nanos = cursor.skip('.') ? cursor.fraction() : std::optional(0U);
    const auto zone = read_zone(cursor);
    if (!nanos || !zone) return std::nullopt;
    const auto time = date->time_since_epoch() + std::chrono::hours(*hour) +
                      std::chrono::minutes(static_cast<int>(*minute) - *zone) + std::chrono::seconds(*second);
    if (time.count() < 0) return std::nullopt;
    return core::ClientTime{static_cast<std::uint64_t>(time.count()), *nanos};
}

}  // namespace

std::optional<core::ClientTime> parse_timestamp(std::string_view text) {
    if (text.find('-') != std::string_view::npos) return parse_date_and_time(text);
    // Programs print doubles with more digits than clients may.
    const auto point = text.find('.');
    if (point != std::string_view::npos && parse_decimal(text))
        text = text.substr(0, point + 1 + most_digits);
    return core::parse_client_time(text);
}

std::string format_time(core::ClientTime time) {
    std::string text = std::to_string(time.seconds);
    if (time.nanos == 0) return text;
    const std::string digits = std::to_string(time.nanos);
    return text.append(".").append(most_digits - digits.size(), '0').append(digits);
}

}  // namespace herd::replay
