#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "places/nearby.hpp"

namespace herd::places {

/// The body of a response 200 of `places:searchNearby`, at most `bound` places of it, in its order.
/// Errors: in words, if it is none: no JSON, no object, or one whose `places` are no array. A place that
/// cannot
///         be read is left out.
Result<Nearby, std::string> parse_google_answer(std::string_view body, std::size_t bound);

}  // namespace herd::places
