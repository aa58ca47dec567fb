#pragma once

#include <cstddef>
#include <vector>

#include "scenario/scenario.hpp"

namespace herd::swarm {

/// The scenario with one option as it usually is, for each that is not.
std::vector<scenario::Scenario> with_usual_options(const scenario::Scenario& scenario);

/// The scenario with something about a step simpler: a rounder and shorter time, a fault that lasts or does
/// not vary.
std::vector<scenario::Scenario> with_simpler_step(const scenario::Scenario& scenario, std::size_t step);

}  // namespace herd::swarm
