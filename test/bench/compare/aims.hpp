#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rounds.hpp"
#include "runs.hpp"

namespace herd::bench {

/// What is aimed at: a figure, or a ratio of two within each round.
struct Aim {
    std::string what;
    Rounds values;
    double bound = 0;
    std::optional<double> moonshot;
    bool is_most = false;  // whether the bounds are from above
};

/// Connections that have requests under way.
struct LoadCase {
    double connections = 0;
    double depth = 0;
    const char* name = "";
};

/// Those in which throughput is measured.
const std::vector<LoadCase>& list_load_cases();

/// Whether a target passes updates on to five servers, all of which have to have them.
bool is_passed_on_by(std::string_view target);

/// Requests a second, or updates that came to all servers of those targets that pass them on.
Rounds select_rate(const std::vector<Run>& runs, const std::string& target, const LoadCase& load);

/// How much of the others' throughput a herd has. Shape: `target` is `herd`, or `herd-messages` with its
/// bounds.
std::vector<Aim> compare_throughput(const std::vector<Run>& runs, const std::string& target);

/// Latency, growth, memory and start.
std::vector<Aim> check_the_rest(const std::vector<Run>& runs);

/// `0.71 (0.69 to 0.74), floor reached`; empty if it was not measured.
std::string format_outcome(const Aim& aim);

}  // namespace herd::bench
