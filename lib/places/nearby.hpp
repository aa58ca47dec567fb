#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/geo.hpp"
#include "places/place_types.hpp"
#include "places/provider.hpp"

namespace herd::places {

/// One result of a Nearby Search.
struct Place {
    std::string_view id;
    std::string_view name;
    LatLng at;
    PlaceType type;
    std::string_view vicinity;
};

/// The rectangle that shows a place well.
struct Viewport {
    LatLng northeast;
    LatLng southwest;
};

/// Some 150 m around a point; no farther than the poles, and round the antimeridian.
Viewport viewport_around(LatLng at);

/// A response with these results, in this order: status OK, or ZERO_RESULTS without results and without
/// attributions. Shape:  `attributions` are HTML; they tell whose data the results are.
Document format_nearby(const std::vector<Place>& places, const std::vector<std::string>& attributions);

}  // namespace herd::places
