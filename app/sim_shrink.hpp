#pragma once

#include <string>

#include "sim_report.hpp"
#include "swarm/limits.hpp"

namespace herd::app {

/// Shrinks the scenario of a run that did not pass, and writes it into a directory, with what to do with it
/// at the head. What cannot be written is told on standard error, and left out.
void shrink_failure(const swarm::Limits& limits, const std::string& directory, ToldFailure& failure);

}  // namespace herd::app
