#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace herd::core {

/// What a time that a client sent stays below. Units: seconds.
constexpr std::uint64_t client_seconds_limit = 1'000'000'000'000'000'000;

/// The time that a client sent, exactly: POSIX seconds and nanoseconds.
struct ClientTime {
    std::uint64_t seconds = 0;
    std::uint32_t nanos = 0;
    friend auto operator<=>(const ClientTime&, const ClientTime&) = default;
};

/// Reads a client's time; returns whether `text` is one.
/// Shape:  digits, then perhaps a point and 1 to 9 digits; no sign, no exponent.
/// Errors: false, and some time, if `text` is anything else, or 10^18 seconds or more.
/// Source: docs/protocol.md, "time"
bool parse_client_time(std::string_view text, ClientTime& time);

/// The same, as a value.
/// Errors: nothing, where the above is false.
/// Source: docs/protocol.md, "time"
inline std::optional<ClientTime> parse_client_time(std::string_view text) {
    ClientTime time;
    return parse_client_time(text, time) ? std::optional(time) : std::nullopt;
}

/// The longest skew: a sign, 19 digits, a point and 9 digits. Units: bytes.
inline constexpr std::size_t skew_limit = 30;

/// Writes receipt minus client time, e.g. `+0.263873386`: always a sign, always 9 fraction digits. Shape:
/// `out` has room for the longest one; returns its end.
char* format_skew(WallTime receipt, ClientTime time, char* out);

}  // namespace herd::core
