#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "config/name_reader.hpp"
#include "config/table_reader.hpp"
#include "fault/fault.hpp"

namespace herd::config {

/// The keys that a fault may be written under, one in a table: `cut`, `latency`, `heal`.
const std::vector<std::string_view>& fault_verbs();

/// Reads the fault that a table has under `verb`, and how long it lasts, from the key `for`. Reports what is
/// wrong, and returns nothing then.
/// Shape:  `verb` is one of `fault_verbs()`, and the table has it.
/// Source: docs/faults.md
std::optional<fault::Fault> read_fault(TableReader& table, std::string_view verb, const NameReader& names);

}  // namespace herd::config
