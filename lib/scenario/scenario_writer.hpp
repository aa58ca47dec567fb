#pragma once

#include <string>

#include "scenario/scenario.hpp"

namespace herd::scenario {

/// A scenario as a file: what `parse_scenario` reads back as the same herd, options and steps, wherever the
/// file is put. Options that are as they are without a file are left out.
/// Shape:  texts are UTF-8. A secret does not stand in it, only where it is to be found.
std::string format_scenario(const Scenario& scenario);

}  // namespace herd::scenario
