#pragma once

#include <cstddef>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"
#include "places/overpass/osm_place.hpp"
#include "places/provider.hpp"

namespace herd::places {

/// What Overpass has answered.
struct OverpassAnswer {
    std::vector<OsmPlace> places;  // as they came; elements that are no places are left out
    std::size_t elements = 0;      // with those that are no places
};

/// Reads a response, whatever its status.
/// Errors: by the HTTP status; UNKNOWN_ERROR, if it is 200 and the body is no answer, or one that an error
/// cut
///         short: then it has a remark.
Result<OverpassAnswer, Failure> read_overpass_response(const http::Response& response);

}  // namespace herd::places
