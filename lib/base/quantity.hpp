#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace herd {

/// A duration as people write it, an unsigned decimal number and a unit us, ms, s, m or h: `250ms`, `1.5s`.
/// Units:  whole nanoseconds; what is finer is cut off.
/// Errors: nothing, if `text` is anything else or more than 10000 hours.
std::optional<nanoseconds> parse_duration(std::string_view text);

/// A text that `parse_duration` reads back, in the greatest unit that suits: `2m`, `1.5s`, `0.25us`.
/// Shape:  `duration` is not negative; hours and minutes are written only whole.
std::string format_duration(nanoseconds duration);

/// A number of bytes with a binary unit: `64KiB`, `1MiB`, `2GiB`, `1TiB`.
/// Errors: nothing, if `text` is anything else or more than 2^62 bytes.
std::optional<std::int64_t> parse_size(std::string_view text);

/// Bytes in the greatest unit that divides them: `64KiB`, `1000 bytes`.
std::string format_size(std::uint64_t bytes);

}  // namespace herd
