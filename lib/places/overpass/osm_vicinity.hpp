#pragma once

#include <string>

#include "places/overpass/osm_types.hpp"

namespace herd::places {

/// Where a place is, in words: `308 Westwood Plaza, Los Angeles`; what the element does not tell is left out.
/// Source: https://wiki.openstreetmap.org/wiki/Key:addr
std::string format_vicinity(const OsmTags& tags);

}  // namespace herd::places
