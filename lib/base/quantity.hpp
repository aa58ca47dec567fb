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

/// The same with a sign or without: `-2s`, `+1.5ms`.
/// Errors: nothing, where `parse_duration` of what follows the sign is nothing.
std::optional<nanoseconds> parse_offset(std::string_view text);

/// A duration with its sign, which is always there: `-2s`, `+0s`.
std::string format_offset(nanoseconds offset);

/// Millionths, a decimal number with a sign or without: `200ppm`, `-0.5ppm`.
/// Errors: nothing, if `text` is anything else.
std::optional<double> parse_ppm(std::string_view text);

/// A text that `parse_ppm` reads back, with its sign: `+200ppm`. Shape: `ppm` is finite.
std::string format_ppm(double ppm);

/// A number of bytes with a binary unit: `64KiB`, `1MiB`, `2GiB`, `1TiB`.
/// Errors: nothing, if `text` is anything else or more than 2^62 bytes.
std::optional<std::int64_t> parse_size(std::string_view text);

/// Bytes in the greatest unit that divides them: `64KiB`, `1000 bytes`.
std::string format_size(std::uint64_t bytes);

}  // namespace herd
