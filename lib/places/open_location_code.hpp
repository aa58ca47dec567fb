#pragma once

#include <string>

#include "base/geo.hpp"

namespace herd::places {

/// The Open Location Code ("plus code") of the area that a point lies in, e.g. "85633GGV+7R".
/// Shape:  `digits` is 10 (1/8000 of a degree, some 14 m) or 11 (a 5 by 4 part of it, some 3 m).
/// Source: the Open Location Code specification, https://github.com/google/open-location-code
std::string format_open_location_code(LatLng at, int digits = 10);

}  // namespace herd::places
