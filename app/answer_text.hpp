#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "places/json_value.hpp"

namespace herd::app {

// What people are shown of answers of the control API.

/// A text of printable characters, whatever a client has sent.
std::string printable(std::string_view text);
/// A member that is a text.
std::string printable(const places::JsonValue& value);

/// A member that is a number, cut off to a whole one; 0 if it is none or less.
std::uint64_t whole_number(const places::JsonValue& value);

/// `1,234,567`
std::string format_thousands(std::uint64_t number);
std::string format_thousands(const places::JsonValue& value);

/// Nanoseconds in three figures: `218 us`, `1.29 ms`, `12.3 s`.
std::string format_span(double nanoseconds);

/// A clock's error: `-2s`, `+50ppm`, or empty if it is right. Shape: `{"offset_ns":0,"drift_ppm":0.0}`
std::string format_clock(const places::JsonValue& clock);

}  // namespace herd::app
