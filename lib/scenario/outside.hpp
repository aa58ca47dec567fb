#pragma once

#include "config/document.hpp"
#include "config/fault_list.hpp"

namespace herd::scenario {

/// Takes out of a scenario's document whatever names a file, an environment variable or a host, so that
/// nothing of that is looked at, and reports each. Returns whether the herd itself was to come from there.
bool cut_outside(config::Value& document, config::FaultList& faults);

}  // namespace herd::scenario
