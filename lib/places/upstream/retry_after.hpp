#pragma once

#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace herd::places {

/// However long a host asks to wait, it is asked again after so long.
inline constexpr nanoseconds longest_hold = std::chrono::hours(1);

/// How long the value of a Retry-After header asks to wait: seconds, or until a date.
/// Units:  0 for a date that has been; at most `longest_hold`.
/// Errors: nothing, if `text` is neither.
/// Source: RFC 9110, section 10.2.3
std::optional<nanoseconds> parse_retry_after(std::string_view text, WallTime now);

}  // namespace herd::places
