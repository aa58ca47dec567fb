#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "explore/count.hpp"
#include "explore/reaction.hpp"
#include "explore/topology.hpp"
#include "explore/updates.hpp"
#include "topology/graph.hpp"

namespace herd::explore {

/// Something that must not be, and the shortest order of steps that shows it.
struct Finding {
    std::string what;
    std::string where;               // the case
    std::vector<std::string> order;  // a line a step, and what is wrong then
};

/// Everything that was explored of a topology.
struct Exploration {
    std::uint64_t cases = 0;        // updates and sets of cut links
    std::uint64_t states = 0;       // distinct ones, over all cases
    std::uint64_t transitions = 0;  // steps from one state to another
    Orders orders = 0;              // in which everything can happen, over all cases
    std::uint64_t reactions = 0;    // of real servers, that were written down
    std::vector<Finding> findings;  // at most one for each law
};

struct ExploreOptions {
    /// How many choices of updates are explored, of how many; for each, every set of links is cut.
    std::function<void(std::size_t done, std::size_t all)> on_progress;
    /// Replaces a reaction by a wrong one, to show that it would be found. Shape: what the server then holds
    /// is something that the real one could.
    std::function<Reaction(topology::Node server, Held held, const Input& input, const Updates& updates,
                           Reaction reaction)>
        tamper;
};

/// Explores every order of up to two updates: every origin, every relation between the two, every set of
/// links that are cut, and every order in which clients can tell them and links can deliver. Source:
/// docs/exhaustive.md
Exploration explore(const Topology& topology, const ExploreOptions& options = {});

}  // namespace herd::explore
