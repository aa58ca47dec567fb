#pragma once

#include <string>

#include "scenario/scenario.hpp"

namespace herd::scenario {

/// A step in a few words, much as it stands in the file: `send 'IAMAT kiwi ...' to Alford`, `settle 1s`. One
/// line, safe to show.
std::string format_step(const Verb& verb);

}  // namespace herd::scenario
