#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/client_time.hpp"

namespace herd::replay {

/// A time as recordings have it: POSIX seconds, `1410593072.5`, or a date and a time of ISO 8601,
/// `2014-10-22T09:22:18.5Z`, with a blank for the T, another zone, or none (UTC). What is finer than
/// nanoseconds is cut off. Errors: nothing, for anything else and for times before 1970.
std::optional<core::ClientTime> parse_timestamp(std::string_view text);

/// As clients write it: seconds, and nine digits behind the point where there is a fraction.
std::string format_time(core::ClientTime time);

}  // namespace herd::replay
