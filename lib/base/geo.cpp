#include "base/geo.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace herd {

double great_circle_km(LatLng a, LatLng b) {
    constexpr double radians = std::numbers::pi / 180;
    const double half_lat = std::sin((b.lat - a.lat) * radians / 2);
    const double half_lng = std::sin((b.lng - a.lng) * radians / 2);
    const double h =
        half_lat * half_lat + std::cos(a.lat * radians) * std::cos(b.lat * radians) * half_lng * half_lng;
    // Rounding can take h of antipodes past 1.
    return 2 * earth_radius_km * std::asin(std::sqrt(std::min(1.0, h)));
}

}  // namespace herd
