#pragma once

#include <string>

#include "config/config.hpp"

namespace herd::app {

/// The herd that a file describes, for programs: one JSON object and a line end. Repeats no secret.
/// Source: docs/topology.md, "For programs"
std::string format_config_json(const config::Config& config);

}  // namespace herd::app
