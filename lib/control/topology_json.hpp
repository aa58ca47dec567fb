#pragma once

#include <string>

#include "config/config.hpp"

namespace herd::control {

/// The servers of a herd, and what can be said of how they are linked, as `herd config --json` tells it:
/// `{"servers":[...],"topology":{...}}`. Source: docs/topology.md
std::string format_topology(const config::Config& config);

}  // namespace herd::control
