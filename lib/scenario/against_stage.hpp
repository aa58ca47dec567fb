#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "config/config.hpp"
#include "scenario/scenario.hpp"
#include "scenario/stage.hpp"

namespace herd::scenario {

/// A stage of servers that run elsewhere, whoever wrote them: they are spoken to as clients do, and nothing
/// else is known of them. It can neither break things nor tell what happened; it has settled when all servers
/// give the same record of every client that the scenario has sent so far.
/// Errors: in words, each server of `config` whose port is not told.
Result<std::unique_ptr<Stage>, std::string> make_against_stage(const config::Config& config);

/// Why a scenario is not about the servers of `config`; nothing: it is.
std::optional<std::string> find_mismatch(const Scenario& scenario, const config::Config& config);

}  // namespace herd::scenario
