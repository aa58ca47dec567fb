#pragma once

#include <memory>

#include "places/provider.hpp"
#include "places/upstream/upstream.hpp"

namespace herd::places {

inline constexpr const char* overpass_base_url = "https://overpass-api.de";

/// `provider = "overpass"`: named points of interest of OpenStreetMap, nearest first.
/// Source: https://wiki.openstreetmap.org/wiki/Overpass_API
std::shared_ptr<const Provider> make_overpass_provider(std::shared_ptr<Upstream> upstream);

}  // namespace herd::places
