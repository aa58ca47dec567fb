#pragma once

#include <optional>
#include <string_view>

#include "base/geo.hpp"

namespace herd::app {

/// A point as people write it: `34.07,-118.44`, or a location as clients write it.
/// Errors: nothing, if `text` is anything else.
std::optional<LatLng> parse_point(std::string_view text);

}  // namespace herd::app
