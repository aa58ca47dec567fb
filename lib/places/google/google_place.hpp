#pragma once

#include <optional>

#include "places/json_value.hpp"
#include "places/nearby.hpp"

namespace herd::places {

/// A place as the Places API (New) tells of it; what is missing, of another type or out of its range is left
/// out.
/// Errors: nothing, without an id or a position.
/// Source: https://developers.google.com/maps/documentation/places/web-service/reference/rest/v1/places
std::optional<Place> read_google_place(JsonValue place);

}  // namespace herd::places
