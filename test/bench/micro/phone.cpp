#include "phone.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <random>
#include <string>

#include "base/geo.hpp"

namespace herd::bench {
namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr LatLng los_angeles{34.052230, -118.243680};
constexpr double city_degrees = 20 / (earth_radius_km * degree);

}  // namespace

std::vector<Phone> make_phones(std::size_t count, Spread spread) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> height(-1, 1), turn(-180, 180), unit(0, 1);
    std::vector<Phone> phones(count);
    for (std::size_t i = 0; i < count; ++i) {
        LatLng at{std::asin(height(random)) / degree, turn(random)};
        if (spread == Spread::city) {
            const double radius = std::sqrt(unit(random)) * city_degrees;
            const double bearing = at.lng * degree;
            at.lat = los_angeles.lat + radius * std::cos(bearing);
            at.lng = los_angeles.lng + radius * std::sin(bearing) / std::cos(los_angeles.lat * degree);
        }
        char text[64];
        Phone& phone = phones[i];
        std::snprintf(text, sizeof text, "client-%013zu", i);
        std::copy_n(text, sizeof phone.name_text, phone.name_text);
        std::snprintf(text, sizeof text, "%+010.6f%+011.6f", at.lat, at.lng);
        std::copy_n(text, sizeof phone.location_text, phone.location_text);
    }
    return phones;
}

}  // namespace herd::bench
