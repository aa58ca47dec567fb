#include "checker/model_time.hpp"

#include <algorithm>
#include <limits>

#include "base/decimal.hpp"

namespace herd::checker {
namespace {

__extension__ using Wide = __int128;

constexpr std::uint64_t seconds_limit = 999'999'999'999'999'999;
constexpr Wide second = 1'000'000'000;

Wide nanos_of(ExactTime time) {
    return Wide{time.seconds} * second + time.nanos;
}

}  // namespace

std::optional<ExactTime> parse_exact_time(std::string_view text) {
    const auto decimal = parse_decimal(text);
    if (!decimal || decimal->fraction.size() > 9) return std::nullopt;
    const auto seconds = parse_integer(decimal->integer, seconds_limit);
    if (!seconds) return std::nullopt;
    std::string nanos(decimal->fraction);
    nanos.resize(9, '0');
    return ExactTime{*seconds, static_cast<std::uint32_t>(*parse_integer(nanos, 999'999'999))};
}

std::string format_skew(WallTime receipt, ExactTime time) {
    const Wide skew = Wide{receipt.time_since_epoch().count()} - nanos_of(time);
    const Wide size = std::max(skew, -skew);
    const std::string nanos = std::to_string(static_cast<std::uint64_t>(size % second));
    return (skew < 0 ? "-" : "+") + std::to_string(static_cast<std::uint64_t>(size / second)) + "." +
           std::string(9 - nanos.size(), '0') + nanos;
}

std::optional<WallTime> parse_skew(std::string_view text, ExactTime time) {
    if (text.size() < 2) return std::nullopt;
    const auto size = parse_exact_time(text.substr(1));
    if (!size) return std::nullopt;
    const Wide skew = text.front() == '-' ? -nanos_of(*size) : nanos_of(*size);
    const Wide receipt = nanos_of(time) + skew;
    if (receipt > std::numeric_limits<std::int64_t>::max() ||
        receipt < std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    const WallTime wall{nanoseconds(static_cast<std::int64_t>(receipt))};
    if (format_skew(wall, time) != text) return std::nullopt;
    return wall;
}

}  // namespace herd::checker
