#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace herd::replay {

/// A location as clients write it, `+34.068930-118.445127`, of degrees as files have them, `34.068930` and
/// `-118.445127`. No digit is lost.
/// Errors: nothing, if one is no decimal number, or no place on Earth.
std::optional<std::string> format_location(std::string_view latitude, std::string_view longitude);

}  // namespace herd::replay
