#pragma once

#include "http/message.hpp"
#include "places/google/google_provider.hpp"
#include "places/provider.hpp"

namespace herd::places {

/// What Google's Places API is asked.
/// Shape:  `question` is not for nothing. Of the types it is the first that counts.
/// Units:  the radius is in metres there, 50 km at most.
/// Source: https://developers.google.com/maps/documentation/places/web-service/legacy/search-nearby
http::Request make_legacy_request(const Question& question, const GoogleOptions& options);

}  // namespace herd::places
