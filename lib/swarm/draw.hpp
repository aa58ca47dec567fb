#pragma once

#include <cstdint>

#include "scenario/scenario.hpp"
#include "swarm/limits.hpp"

namespace herd::swarm {

/// The scenario of a seed: a herd, a phase in which clients speak while things break, and one in which
/// everything is healed and the herd has to come to rest and to agree within a bound. The same everywhere.
/// Shape: it passes on a herd that is right, whatever chance decides as it is played.
/// Source: docs/simulation.md, "What is drawn"
scenario::Scenario draw(std::uint64_t seed, const Limits& limits = {});

}  // namespace herd::swarm
