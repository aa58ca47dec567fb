#pragma once

#include <string_view>

namespace herd::places {

/// The Nearby Search status that stands for an HTTP status other than 200, as far as the number tells.
std::string_view nearby_status_of(int http_status);

}  // namespace herd::places
