#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "places/place_types.hpp"

namespace herd::places {

/// What an element of OpenStreetMap says of itself: the value of a key; empty, if it has none.
using OsmTags = std::function<std::string_view(std::string_view key)>;

/// What a value of a key makes an element.
struct OsmValue {
    std::string_view value;
    std::string_view code;  // of `place_types.cpp`; empty: no place that people go to
};

/// A key that makes elements places.
struct OsmKey {
    std::string_view key;
    std::string_view other_code;  // of values that are not listed; empty: these are no places
    std::span<const OsmValue> values;
};

/// All of them; where an element has several, the first that makes it a place tells its type.
/// Source: https://wiki.openstreetmap.org/wiki/Map_features
std::span<const OsmKey> osm_keys();

/// Values of the key `memorial` that are no place, whatever else the element is: they are all over some
/// towns.
std::span<const std::string_view> osm_plaques();

/// The type of an element; of a list of values, `bar;restaurant`, the first counts.
/// Errors: nothing, if the element is no place.
std::optional<PlaceTypeIndex> find_osm_type(const OsmTags& tags);

}  // namespace herd::places
