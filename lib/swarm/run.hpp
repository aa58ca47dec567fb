#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "scenario/scenario.hpp"
#include "scenario/verdict.hpp"
#include "swarm/coverage.hpp"

namespace herd::swarm {

/// How a run went.
struct Report {
    std::uint64_t seed = 0;
    scenario::Outcome outcome = scenario::Outcome::passed;
    /// What is wrong in a word or two, the same for the same trouble: the name of a checker, `settle`,
    /// `crash`. Empty: nothing.
    std::string trouble;
    std::string text;               // what is wrong, for people: lines, without the last LF
    std::uint64_t fingerprint = 0;  // equal only of runs that went alike
    Coverage coverage;
};

/// Plays a scenario on a simulated herd; `seed` decides what chance does. The same everywhere.
Report run(const scenario::Scenario& scenario, std::uint64_t seed);

/// The same twice. Two runs that differ are a failure.
Report run_twice(const scenario::Scenario& scenario, std::uint64_t seed);

using Run = std::function<Report(const scenario::Scenario&, std::uint64_t seed)>;

}  // namespace herd::swarm
