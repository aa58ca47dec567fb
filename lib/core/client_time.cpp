#include "core/client_time.hpp"

#include <array>
#include <charconv>
#include <cstddef>

#include "base/take_digits.hpp"

namespace herd::core {
namespace {

__extension__ using Int128 = __int128;

constexpr std::int64_t nanos_in_second = 1'000'000'000;
constexpr std::ptrdiff_t time_decimals_limit = 9;

/// What seconds have to stay below if so many digits follow.
constexpr std::array<std::uint64_t, 9> seconds_limits = [] {
    std::array<std::uint64_t, 9> limits{};
    for (std::size_t digits = 0; digits < limits.size(); ++digits)
        limits[digits] = client_seconds_limit / powers_of_ten[digits];
    return limits;
}();

/// The difference of a time and a number of nanoseconds that stay below these has room in 64 bits.
constexpr std::uint64_t seconds_in_64_bits = 4'000'000'000;
constexpr std::int64_t nanos_in_64_bits = std::int64_t{1} << 62;

/// Writes a skew of so many nanoseconds; returns its end.
template <class Nanoseconds>
char* format_nanoseconds(Nanoseconds skew, char* out) {
    const Nanoseconds size = skew < 0 ? -skew : skew;
    const auto seconds = static_cast<std::uint64_t>(size / nanos_in_second);
    auto nanos = static_cast<std::uint32_t>(size - static_cast<Nanoseconds>(seconds) * nanos_in_second);
    *out++ = skew < 0 ? '-' : '+';
    out = std::to_chars(out, out + 20, seconds).ptr;
    *out++ = '.';
    for (char* digit = out + 9; digit != out; nanos /= 10) *--digit = static_cast<char>('0' + nanos % 10);
    return out + 9;
}

}  // namespace

bool parse_client_time(std::string_view text, ClientTime& time) {
    const char* at = text.data();
    const char* const end = at + text.size();
    std::uint32_t digits = 0;
    std::uint64_t seconds = 0;
    for (;;) {
        const std::size_t count = take_eight_digits(at, end, digits);
        if (count == 0) break;
        if (seconds >= seconds_limits[count]) return false;
        seconds = seconds * powers_of_ten[count] + digits;
    }
    if (at == text.data()) return false;
    time = {seconds, 0};
    if (at == end) return true;
    if (*at++ != '.' || at == end || end - at > time_decimals_limit) return false;
    const auto decimals = static_cast<std::size_t>(end - at);
    const std::size_t count = take_eight_digits(at, end, time.nanos);
    if (decimals < time_decimals_limit) {
        time.nanos *= powers_of_ten[9 - decimals];
        return count == decimals;
    }
    if (count != decimals - 1 || !is_digit(*at)) return false;
    time.nanos = time.nanos * 10 + digit_of(*at);
    return true;
}

char* format_skew(WallTime receipt, ClientTime time, char* out) {
    const std::int64_t received = receipt.time_since_epoch().count();
    // Real times fit into 64 bits, and longer numbers are slow to divide.
    if (time.seconds < seconds_in_64_bits && received > -nanos_in_64_bits && received < nanos_in_64_bits) {
        const auto sent = static_cast<std::int64_t>(time.seconds) * nanos_in_second + time.nanos;
        return format_nanoseconds(received - sent, out);
    }
    const Int128 sent = static_cast<Int128>(time.seconds) * nanos_in_second + time.nanos;
    return format_nanoseconds(received - sent, out);
}

}  // namespace herd::core
