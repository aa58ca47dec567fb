#pragma once

#include <string_view>

#include "places/google/google_provider.hpp"

namespace herd::places {

/// The fields that Google is asked for, all of them and no others being put into an answer.
/// Shape:  paths separated by commas, as `X-Goog-FieldMask` has them.
/// Source: https://developers.google.com/maps/documentation/places/web-service/nearby-search, "FieldMask":
/// what
///         is of `basic` is billed as Nearby Search Pro; rating, userRatingCount, currentOpeningHours and
///         priceLevel, which `full` has as well, as Nearby Search Enterprise. A request is billed by its
///         dearest field.
std::string_view google_field_mask(FieldSet fields);

}  // namespace herd::places
