#pragma once

#include <string>

#include "base/geo.hpp"
#include "places/place_types.hpp"

namespace herd::places {

/// A named element of OpenStreetMap that people go to.
struct OsmPlace {
    std::string id;  // "osm:node/123"
    std::string name;
    LatLng at;  // the centre of a way or a relation
    PlaceTypeIndex type = 0;
    std::string vicinity;
    friend bool operator==(const OsmPlace&, const OsmPlace&) = default;
};

}  // namespace herd::places
