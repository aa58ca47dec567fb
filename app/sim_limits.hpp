#pragma once

#include <optional>

#include "commands.hpp"
#include "swarm/limits.hpp"

namespace herd::app {

/// What the options of `herd sim` allow seeds to draw. Errors: nothing, and on standard error what is wrong
/// with each.
std::optional<swarm::Limits> read_limits_or_complain(const SimArguments& arguments);

}  // namespace herd::app
