#pragma once

#include <optional>
#include <string>

#include "config/config.hpp"
#include "places/pool.hpp"

namespace herd::app {

/// The places that a configuration names, ready to be asked. `file` is what faults call the configuration.
/// Errors: nothing, and every fault on standard error.
std::optional<places::Source> choose_places_or_complain(const std::string& file,
                                                        const config::PlacesOptions& options);

}  // namespace herd::app
