#pragma once

#include "scenario/scenario.hpp"
#include "scenario/toml_text.hpp"

namespace herd::scenario {

/// The keys of the [[step]] that has this verb. Source: docs/scenarios.md
TomlTable write_step(const Verb& verb);

}  // namespace herd::scenario
