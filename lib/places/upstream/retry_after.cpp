#include "places/upstream/retry_after.hpp"

#include <algorithm>

#include "base/decimal.hpp"
#include "places/upstream/http_date.hpp"

namespace herd::places {

std::optional<nanoseconds> parse_retry_after(std::string_view text, WallTime now) {
    using std::chrono::seconds;
    constexpr std::string_view blanks = " \t";
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    text = text.substr(0, text.find_last_not_of(blanks) + 1);
    constexpr seconds longest = std::chrono::duration_cast<seconds>(longest_hold);
    // Hosts that send fractions mean them.
    if (const auto number = parse_double(text)) {
        const std::chrono::duration<double> wait(std::min<double>(*number, longest.count()));
        return std::chrono::duration_cast<nanoseconds>(wait);
    }
    const auto date = parse_http_date(text, now);
    if (!date) return std::nullopt;
    // In seconds: the years of a date are more than nanoseconds can count.
    return std::clamp(*date - std::chrono::floor<seconds>(now), seconds(0), longest);
}

}  // namespace herd::places
