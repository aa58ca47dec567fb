#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenario/findings.hpp"

namespace herd::scenario {

/// What a server keeps of a client: its AT line; nothing: no record.
using KeptRecord = std::pair<std::string, std::optional<std::string>>;

/// All servers hold the same record. That nobody has one is a finding, too.
Findings check_converged(const std::vector<KeptRecord>& records);

}  // namespace herd::scenario
