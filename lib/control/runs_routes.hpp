#pragma once

#include "control/router.hpp"

namespace herd::control {

/// Runs of scenarios: each on a herd of its own, never on the one that is served.
/// Shape:  the router ends what is played when it goes.
/// Source: docs/runs.md
void add_run_routes(Router& router);

}  // namespace herd::control
