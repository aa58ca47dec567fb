#pragma once

#include <cstddef>
#include <string>

#include "base/geo.hpp"
#include "base/time.hpp"
#include "http/message.hpp"

namespace herd::places {

/// The elements that an answer has at most: 20 places and many that are farther, some hundred kilobytes.
inline constexpr std::size_t overpass_elements_limit = 400;

/// What Overpass is asked for: the named places of a circle.
/// Units: `radius` in metres; `seconds` that the host may take.
struct OverpassQuery {
    LatLng at;
    int radius = 0;
    int seconds = 1;
};

/// The query in Overpass QL.
/// Source: https://wiki.openstreetmap.org/wiki/Overpass_API/Overpass_QL
std::string format_overpass_ql(const OverpassQuery& query);

/// The same as an HTTP request.
http::Request make_overpass_request(const OverpassQuery& query);

/// What a host is given of the time that is left. Units: whole seconds, at least 1.
int overpass_seconds(nanoseconds left);

}  // namespace herd::places
