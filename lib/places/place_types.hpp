#pragma once

#include <cstdint>
#include <string_view>

namespace herd::places {

/// What a Nearby Search result says of places of one type.
struct PlaceType {
    std::string_view code;              // "golf_course"
    std::string_view types;             // Google's, the most telling first, separated by commas
    std::string_view icon;              // name in Google's icon set
    std::string_view background_color;  // "#4DB546"
};

/// An index into the table of types; it is the same for one build of the program.
using PlaceTypeIndex = std::uint32_t;

/// The type of a code; `point_of_interest` if there is none of that name.
PlaceTypeIndex find_place_type(std::string_view code);

/// `index` comes from `find_place_type`; of any other it is `point_of_interest` too.
const PlaceType& place_type(PlaceTypeIndex index);

}  // namespace herd::places
