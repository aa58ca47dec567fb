#include "base/geo.hpp"

#include <cmath>
#include <numbers>

#include "support/catch.hpp"

namespace herd {
namespace {

bool is_near(double a, double b, double slack) {
    return std::abs(a - b) <= slack;
}

constexpr double half_turn = earth_radius_km * std::numbers::pi;

TEST_CASE("great circle distances match known ones") {
    CHECK(great_circle_km({34.068930, -118.445127}, {34.068930, -118.445127}) == 0);
    // A degree of a great circle, along the equator and along a meridian.
    CHECK(is_near(great_circle_km({0, 0}, {0, 1}), half_turn / 180, 1e-9));
    CHECK(is_near(great_circle_km({51, 7}, {52, 7}), half_turn / 180, 1e-9));
    // Los Angeles to London by the haversine formula on this sphere.
    CHECK(is_near(great_circle_km({34.0522, -118.2437}, {51.5074, -0.1278}), 8755.6, 1.0));
}

TEST_CASE("great circle distances are right at poles and across the antimeridian") {
    CHECK(is_near(great_circle_km({90, 0}, {90, 135}), 0, 1e-9));
    CHECK(is_near(great_circle_km({90, 0}, {-90, 77}), half_turn, 1e-9));
    CHECK(is_near(great_circle_km({0, 180}, {0, -180}), 0, 1e-9));
    CHECK(is_near(great_circle_km({0, 179.5}, {0, -179.5}), half_turn / 180, 1e-9));
    CHECK(is_near(great_circle_km({89.5, 0}, {89.5, 180}), half_turn / 180, 1e-9));
}

TEST_CASE("antipodes are half a great circle apart and never more") {
    for (double lat = -90; lat <= 90; lat += 0.7) {
        const double km = great_circle_km({lat, 12.3}, {-lat, 12.3 - 180});
        INFO(lat);
        CHECK(km <= half_turn + 1e-9);
        CHECK(is_near(km, half_turn, 1e-3));
    }
}

TEST_CASE("distance is the same both ways") {
    const LatLng a{34.068930, -118.445127};
    const LatLng b{-33.86, 151.21};
    CHECK(great_circle_km(a, b) == great_circle_km(b, a));
}

}  // namespace
}  // namespace herd
