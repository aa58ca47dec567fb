#pragma once

#include <optional>
#include <string_view>

#include "base/geo.hpp"

namespace herd::core {

/// Reads an ISO 6709 location, e.g. `+34.068930-118.445127`.
/// Shape:  sign and number for latitude, then for longitude, then perhaps `/`. The digits before the point
/// tell
///         the form: 1-2 (latitude) or 1-3 (longitude) are degrees, 4 or 5 degrees and minutes, 6 or 7
///         degrees, minutes and seconds; a fraction belongs to the last of them.
/// Units:  degrees, -90..90 and -180..180, exactly; minutes and seconds are below 60.
/// Errors: nothing, if `text` is anything else.
/// Source: docs/protocol.md, "location"
std::optional<LatLng> parse_location(std::string_view text);

}  // namespace herd::core
