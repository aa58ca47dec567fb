#pragma once

#include <cstddef>
#include <vector>

#include "base/geo.hpp"
#include "places/gazetteer.hpp"

namespace herd::places {

/// A place of a gazetteer, and how far it is.
struct Neighbour {
    std::size_t place = 0;
    double km = 0;
};

/// The places within `radius_km` (inclusive) of a point, at most `bound` of them.
/// Shape:  nearest first by `great_circle_km`; of equally near ones the more populous first, then by the
/// bytes of the id.
std::vector<Neighbour> find_nearest(const Gazetteer& gazetteer, LatLng at, double radius_km,
                                    std::size_t bound);

}  // namespace herd::places
