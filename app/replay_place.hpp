#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/load.hpp"

namespace herd::app {

/// Where servers of a herd take clients: those that are named, or all.
/// Shape: `ready_file` empty: the ports of the configuration.
/// Errors: nothing, and on standard error what is wrong.
std::optional<std::vector<bench::Endpoint>> find_servers_or_complain(const std::string& config,
                                                                     const std::string& ready_file,
                                                                     const std::vector<std::string>& names);

}  // namespace herd::app
