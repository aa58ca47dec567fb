#include "places/upstream/http_date.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/decimal.hpp"

namespace herd::places {
namespace {

constexpr std::array<std::string_view, 7> days{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                               "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Takes a date apart from its front. What was to be taken and was not there is remembered.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    bool starts_with(std::string_view text) const { return rest_.starts_with(text); }
    bool has_read_all() const { return is_good_ && rest_.empty(); }

    void skip(std::string_view text) {
        if (rest_.starts_with(text)) {
            rest_.remove_prefix(text.size());
        } else {
            is_good_ = false;
        }
    }

    /// A number of so many digits.
    int number(std::size_t digits) {
        const auto value = parse_integer(rest_.substr(0, digits), 9999);
        if (!value || rest_.size() < digits) {
            is_good_ = false;
            return 0;
        }
        rest_.remove_prefix(digits);
        return static_cast<int>(*value);
    }

    /// A day of the month as asctime writes it: a space instead of a first 0.
    int day() {
        if (!starts_with(" ")) return number(2);
        skip(" ");
        return number(1);
    }

    std::chrono::month month() {
        const auto* const found = std::find(months.begin(), months.end(), rest_.substr(0, 3));
        if (found == months.end()) {
            is_good_ = false;
            return std::chrono::January;
        }
        rest_.remove_prefix(3);
        return std::chrono::month(static_cast<unsigned>(found - months.begin()) + 1);
    }

    std::chrono::seconds clock() {
        const int hour = number(2);
        skip(":");
        const int minute = number(2);
        skip(":");
        const int second = number(2);
        if (hour > 23 || minute > 59 || second > 60) is_good_ = false;
        return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
    }

private:
    std::string_view rest_;
    bool is_good_ = true;
};

int year_near(WallTime now, int last_two_digits) {
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
    const int latest = static_cast<int>(today.year()) + 50;
    return latest - (latest - last_two_digits) % 100;
}

struct Date {
    int year = 0;
    std::chrono::month month = std::chrono::January;
    int day = 0;
    std::chrono::seconds clock{0};
};

/// What follows the day of the week in `Sun, 06 Nov 1994 08:49:37 GMT`.
Date read_fixed_date(Reader& reader) {
    Date date;
    reader.skip(", ");
    date.day = reader.number(2);
    reader.skip(" ");
    date.month = reader.month();
    reader.skip(" ");
    date.year = reader.number(4);
    reader.skip(" ");
    date.clock = reader.clock();
    reader.skip(" GMT");
    return date;
}

/// What follows the day of the week in `Sunday, 06-Nov-94 08:49:37 GMT`.
Date read_rfc850_date(Reader& reader, WallTime now) {
    Date date;
    reader.skip(", ");
    date.day = reader.number(2);
    reader.skip("-");
    date.month = reader.month();
    reader.skip("-");
    date.year = year_near(now, reader.number(2));
    reader.skip(" ");
    date.clock = reader.clock();
    reader.skip(" GMT");
    return date;
}

/// What follows the day of the week in `Sun Nov  6 08:49:37 1994`.
Date read_asctime_date(Reader& reader) {
    Date date;
    reader.skip(" ");
    date.month = reader.month();
    reader.skip(" ");
    date.day = reader.day();
    reader.skip(" ");
    date.clock = reader.clock();
    reader.skip(" ");
    date.year = reader.number(4);
    return date;
}

Date read_date(Reader& reader, std::string_view weekday, WallTime now) {
    if (reader.starts_with(weekday)) {
        reader.skip(weekday);
        return read_rfc850_date(reader, now);
    }
    reader.skip(weekday.substr(0, 3));
    return reader.starts_with(",") ? read_fixed_date(reader) : read_asctime_date(reader);
}

}  // namespace

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text, WallTime now) {
    const auto* const weekday = std::find_if(days.begin(), days.end(), [text](std::string_view day) {
        return text.starts_with(day.substr(0, 3));
    });
    if (weekday == days.end()) return std::nullopt;
    Reader reader(text);
    const Date date = read_date(reader, *weekday, now);
    const std::chrono::year_month_day day(std::chrono::year(date.year), date.month,
                                          std::chrono::day(static_cast<unsigned>(date.day)));
    if (!reader.has_read_all() || !day.ok()) return std::nullopt;
    return std::chrono::sys_days(day) + date.clock;
}

}  // namespace herd::places
