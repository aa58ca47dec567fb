#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "places/gazetteer_builder.hpp"

namespace herd::places {

/// Adds the places of lib/places/data/places.packed to a builder.
/// Shape:  "herd places 1" LF; a number of groups of towns, each: type, vicinity, a number of towns, each:
/// GeoNames id less the id before it
///         in the group, name, position, population; a number of groups of airports, each: type, a number of
///         airports, each: IATA code, name, position, vicinity. A number is 7 bits a byte, the least first,
///         the top bit on all but the last; a text is the number of its bytes, and they; a position is
///         latitude and longitude in 1e-5 degrees, each less the one before it in the file, zigzag.
/// Errors: what is wrong, and at which byte.
/// Source: script/derive-places
Result<void, std::string> read_packed_places(std::string_view packed, GazetteerBuilder& builder);

}  // namespace herd::places
