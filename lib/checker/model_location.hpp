#pragma once

#include <optional>
#include <string_view>

#include "base/geo.hpp"

namespace herd::checker {

/// Reads an ISO 6709 location. Errors: nothing, if it is none. Source: docs/protocol.md, "location"
std::optional<LatLng> parse_place(std::string_view text);

/// How far two places are from each other. Units: kilometres. Source: the angle between two vectors by its
/// tangent, so that it errs in other ways than the haversine formula.
double measure_km(LatLng a, LatLng b);

}  // namespace herd::checker
