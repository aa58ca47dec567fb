#pragma once

#include <string>

#include "config/config.hpp"

namespace herd::scenario {

/// The tables of a scenario file that describe its herd: [servers], [topology], and the options that are not
/// as they are without a file. Each with an empty line before it.
/// Source: docs/configuration.md
std::string format_herd_tables(const config::Config& config);

}  // namespace herd::scenario
