#include "core/client_time.hpp"

#include <algorithm>
#include <charconv>

#include "base/decimal.hpp"

namespace herd::core {
namespace {

__extension__ using Int128 = __int128;

constexpr std::uint64_t nanos_in_second = 1'000'000'000;

}  // namespace

std::optional<ClientTime> parse_client_time(std::string_view text) {
    const auto decimal = parse_decimal(text);
    if (!decimal || decimal->fraction.size() > 9) return std::nullopt;
    const auto seconds = parse_integer(decimal->integer, client_seconds_limit - 1);
    if (!seconds) return std::nullopt;
    std::uint32_t nanos = 0;
    for (std::size_t i = 0; i < 9; ++i) {
        const char digit = i < decimal->fraction.size() ? decimal->fraction[i] : '0';
        nanos = nanos * 10 + static_cast<std::uint32_t>(digit - '0');
    }
    return ClientTime{*seconds, nanos};
}

void append_skew(WallTime receipt, ClientTime time, std::string& out) {
    const Int128 received = receipt.time_since_epoch().count();
    const Int128 sent = static_cast<Int128>(time.seconds) * nanos_in_second + time.nanos;
    const Int128 skew = received - sent;
    const Int128 size = skew < 0 ? -skew : skew;
    const auto seconds = static_cast<std::uint64_t>(size / nanos_in_second);
    auto nanos = static_cast<std::uint64_t>(size % nanos_in_second);

    char text[32];
    char* end = text;
    *end++ = skew < 0 ? '-' : '+';
    end = std::to_chars(end, text + sizeof text, seconds).ptr;
    *end++ = '.';
    for (char* digit = end + 8; digit >= end; --digit, nanos /= 10) {
        *digit = static_cast<char>('0' + nanos % 10);
    }
    out.append(text, static_cast<std::size_t>(end + 9 - text));
}

}  // namespace herd::core
