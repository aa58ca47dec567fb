#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "replay/movement.hpp"

namespace herd::replay {

/// Adds the tracks of a GPX file, each a client of the track's name. Routes and waypoints have no times, and
/// are passed over. Returns how many points are left out because they have none either. Shape:  `name` is how
/// errors call the text; `client` is who moved if a track has no name. Errors: the first thing that is wrong,
/// as `NAME:LINE: why`. Source: https://www.topografix.com/GPX/1/1/
Result<std::size_t, std::string> read_gpx(std::string_view text, const std::string& name,
                                          const std::string& client, Movement& movement);

}  // namespace herd::replay
