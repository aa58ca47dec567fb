#pragma once

#include <string>

#include "base/time.hpp"

namespace herd::trace {

/// A time in milliseconds to the microsecond, or in seconds to the millisecond if it is long: `0.041 ms`,
/// `-3.200 ms`, `2.310 s`.
std::string format_elapsed(nanoseconds elapsed);

/// The same with a sign, always in milliseconds, so that a column of them can be read: `+0.041 ms`.
std::string format_offset(nanoseconds offset);

}  // namespace herd::trace
