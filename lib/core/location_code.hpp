#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/geo.hpp"

namespace herd::core {

/// A location in 10 bytes from which its text comes back byte for byte: decimal degrees with at most 7
/// decimals, as nearly all clients write them. Any other location has no code, and is kept as text.
struct LocationCode {
    std::uint32_t lat = 0;  // without sign, in units of its last digit
    std::uint32_t lng = 0;
    std::uint8_t lat_shape = 0;  // how it is written; 0: there is no code
    std::uint8_t lng_shape = 0;

    explicit operator bool() const { return lat_shape != 0; }
    friend bool operator==(const LocationCode&, const LocationCode&) = default;
};

/// Writes the code of a location; returns whether it has one. If not, `text` is no location or one without a
/// code: that tells `parse_location`.
bool encode_location(std::string_view text, LocationCode& code);

/// The same, as a value.
inline std::optional<LocationCode> encode_location(std::string_view text) {
    LocationCode code;
    return encode_location(text, code) ? std::optional(code) : std::nullopt;
}

/// The longest text that a code stands for: `+12.1234567-123.1234567`. Units: bytes.
inline constexpr std::size_t coded_location_limit = 23;

/// Writes the text of a code to `out`, where there is room for the longest one; returns its end.
char* format_location(const LocationCode& code, char* out);

/// Whether it is a code that `encode_location` makes of some text.
bool is_valid(const LocationCode& code);

/// What a code says, exactly as `parse_location` reads its text.
LatLng decode_location(const LocationCode& code);

}  // namespace herd::core
