#pragma once

#include "config/config.hpp"
#include "swarm/dice.hpp"
#include "swarm/limits.hpp"

namespace herd::swarm {

/// Servers, how they are linked, and their options.
config::Config draw_herd(Dice& dice, const Limits& limits);

}  // namespace herd::swarm
