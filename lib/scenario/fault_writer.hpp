#pragma once

#include "fault/fault.hpp"
#include "scenario/toml_text.hpp"

namespace herd::scenario {

/// The keys of a step that does this: its verb, and `for` if it ends after a time.
/// Source: docs/faults.md
void write_fault(const fault::Fault& fault, TomlTable& step);

}  // namespace herd::scenario
