#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace herd::places {

/// A date as HTTP headers have it, in each of its three forms: `Sun, 06 Nov 1994 08:49:37 GMT`,
/// `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
/// Shape:  of two digits of a year it is the year that is at most 50 years after `now`. The day of the week
///         is not compared with the date.
/// Errors: nothing, if `text` is anything else.
/// Source: RFC 9110, section 5.6.7
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text, WallTime now);

}  // namespace herd::places
