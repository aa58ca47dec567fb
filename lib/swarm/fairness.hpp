#pragma once

#include "scenario/scenario.hpp"

namespace herd::swarm {

/// Whether a scenario asks for no more than a herd owes: clients speak to servers that run, nobody waits for
/// one that is paused for good, nothing has to come to rest before all is healed, and nobody has to agree on
/// a client that no server can have heard of. What is drawn is fair, and what it is shrunk to has to be.
bool is_fair(const scenario::Scenario& scenario);

}  // namespace herd::swarm
