#include "places/open_location_code.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/assert.hpp"

namespace herd::places {
namespace {

constexpr char alphabet[] = "23456789CFGHJMPQRVWX";

// Integers in the finest units of the 15-digit codes that the specification knows: the encoding of a point
// does not depend on how many digits are shown, nor on the rounding of a quotient.
constexpr std::int64_t grid_rows = 5;
constexpr std::int64_t grid_columns = 4;
constexpr std::int64_t pair_units = 8000;              // of a degree, in the fifth pair
constexpr std::int64_t lat_units = pair_units * 3125;  // 5^5
constexpr std::int64_t lng_units = pair_units * 1024;  // 4^5

/// Decimals that lie on the edge of an area have products that miss the edge by a rounding error: hence the
/// nudge.
std::int64_t to_units(double degrees, std::int64_t units) {
    constexpr double rounding_error = 1e-5;
    return static_cast<std::int64_t>(std::floor(degrees * static_cast<double>(units) + rounding_error));
}

}  // namespace

std::string format_open_location_code(LatLng at, int digits) {
    HERD_ASSERT(digits == 10 || digits == 11);
    // The north pole belongs to the northernmost area; longitude goes round.
    const std::int64_t lat =
        std::clamp(to_units(at.lat, lat_units) + 90 * lat_units, std::int64_t{0}, 180 * lat_units - 1);
    const std::int64_t turn = 360 * lng_units;
    const std::int64_t lng = ((to_units(at.lng, lng_units) + 180 * lng_units) % turn + turn) % turn;

    std::int64_t lat_pairs = lat / (lat_units / pair_units);
    std::int64_t lng_pairs = lng / (lng_units / pair_units);
    std::string code(11, '+');
    constexpr int places[] = {9, 6, 4, 2, 0};  // of the pairs, the last first; the + follows the eighth digit
    for (const int place : places) {
        code[static_cast<std::size_t>(place)] = alphabet[lat_pairs % 20];
        code[static_cast<std::size_t>(place) + 1] = alphabet[lng_pairs % 20];
        lat_pairs /= 20;
        lng_pairs /= 20;
    }
    if (digits == 11) {
        const std::int64_t row = lat % (lat_units / pair_units) / (lat_units / pair_units / grid_rows);
        const std::int64_t column = lng % (lng_units / pair_units) / (lng_units / pair_units / grid_columns);
        code += alphabet[row * grid_columns + column];
    }
    return code;
}

}  // namespace herd::places
