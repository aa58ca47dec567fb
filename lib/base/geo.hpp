#pragma once

namespace herd {

/// A point on the Earth. Units: degrees, latitude -90..90, longitude -180..180.
struct LatLng {
    double lat = 0;
    double lng = 0;
    friend bool operator==(const LatLng&, const LatLng&) = default;
};

/// Mean radius of the Earth (IUGG).
inline constexpr double earth_radius_km = 6371.0088;

/// Great-circle distance on the sphere of `earth_radius_km`, by the haversine formula.
/// Units: kilometres, 0..20015.
double great_circle_km(LatLng a, LatLng b);

}  // namespace herd
