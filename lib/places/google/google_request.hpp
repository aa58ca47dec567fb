#pragma once

#include "http/message.hpp"
#include "places/google/google_provider.hpp"
#include "places/provider.hpp"

namespace herd::places {

/// What Google is asked.
/// Shape:  `question` is not for nothing. A radius of more than 50 km and a bound of more than 20 places,
/// which
///         Google refuses, become these.
/// Source: https://developers.google.com/maps/documentation/places/web-service/nearby-search
http::Request make_google_request(const Question& question, const GoogleOptions& options);

}  // namespace herd::places
