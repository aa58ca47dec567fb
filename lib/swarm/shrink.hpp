#pragma once

#include <cstddef>
#include <functional>

#include "scenario/scenario.hpp"

namespace herd::swarm {

/// Whether a scenario still has the trouble that it was chosen for.
using HasTrouble = std::function<bool(const scenario::Scenario&)>;

struct Shrunk {
    scenario::Scenario scenario;
    std::size_t runs = 0;  // that it took
};

/// Makes a scenario smaller as long as it has its trouble: fewer steps, servers, links, clients and lines,
/// shorter times, the usual options. No single one of these could be left out of what is returned, if there
/// were enough runs.
/// Shape:  `scenario` has the trouble; at most so many `runs`.
Shrunk shrink(scenario::Scenario scenario, const HasTrouble& has_trouble, std::size_t runs = 2000);

}  // namespace herd::swarm
