#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace herd::app {

/// Reads scenario files; a directory stands for all files in it whose names end with `.toml`, in the order of
/// their names. `filter`, if it is not empty, leaves those with it in their name or their file's.
/// Errors: nothing, and on standard error every fault of all files, or that nothing is left.
std::optional<std::vector<scenario::Scenario>> load_scenarios_or_complain(
    const std::vector<std::string>& files, const std::string& filter);

}  // namespace herd::app
