#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/scenario.hpp"
#include "scenario/verdict.hpp"
#include "swarm/coverage.hpp"

namespace herd::swarm {

/// How a run went.
struct Report {
    std::uint64_t seed = 0;
    scenario::Outcome outcome = scenario::Outcome::passed;
    /// What is wrong, each in a word: checkers that found something, the step that did not go as expected,
    /// `crash`. The most telling one first; none, if it passed.
    std::vector<std::string> troubles;
    std::string text;               // what is wrong, for people: lines, without the last LF
    std::uint64_t fingerprint = 0;  // equal only of runs that went alike
    Coverage coverage;

    /// The most telling one; empty, if it passed.
    std::string trouble() const { return troubles.empty() ? "" : troubles.front(); }
    bool has_trouble(std::string_view name) const;
};

/// Plays a scenario on a simulated herd; `seed` decides what chance does. The same everywhere.
Report run(const scenario::Scenario& scenario, std::uint64_t seed);

/// The same twice. Two runs that differ are a failure.
Report run_twice(const scenario::Scenario& scenario, std::uint64_t seed);

}  // namespace herd::swarm
