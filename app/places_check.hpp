#pragma once

#include <string>

#include "config/config.hpp"
#include "places/provider.hpp"

namespace herd::app {

/// Tries what the provider of a configuration may do, and prints what came of it.
/// Shape:  `file` is what faults call the configuration; `question` is what is asked. Each trial of a service
/// is
///         one request that is not repeated.
/// Returns an exit status: good, if the provider would answer clients.
int check_places(const std::string& file, const config::PlacesOptions& options,
                 const places::Question& question, bool json);

}  // namespace herd::app
