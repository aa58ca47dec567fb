#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "swarm/run.hpp"

namespace herd::swarm {

/// Plays one seed, whatever that draws.
using RunSeed = std::function<Report(std::uint64_t seed)>;

struct CampaignOptions {
    std::uint64_t first = 1;                                 // seed
    std::optional<std::uint64_t> seeds;                      // how many; nothing: as long as there is time
    std::optional<nanoseconds> time;                         // after it no seed is begun
    std::size_t jobs = 1;                                    // processes
    nanoseconds patience = std::chrono::minutes(5);          // for one seed
    std::function<void(const Report&)> on_report = nullptr;  // in the order in which seeds end
    std::function<bool()> is_stopped = nullptr;              // asked again and again; then no seed is begun
};

/// What became of many seeds. It does not depend on how many processes there were.
struct Summary {
    std::uint64_t first = 0;
    std::uint64_t seeds = 0;  // that were played
    std::uint64_t failed = 0;
    std::uint64_t unsettled = 0;
    Coverage coverage;
    std::uint64_t fingerprint = 0;  // of all runs
    std::vector<Report> failures;   // those of the least seeds, in their order
    bool is_stopped = false;        // before its end
};

/// More failures than these are only counted.
inline constexpr std::size_t most_failures = 20;

/// Plays seeds in processes of their own, so that a seed that crashes the program is told as any other
/// failure. Errors: throws std::system_error, if there is no process to be had.
Summary run_campaign(const RunSeed& run_seed, const CampaignOptions& options);

/// Plays something in a process of its own. Shape: `seed` is that of the report, if it crashes.
Report run_apart(const std::function<Report()>& run, std::uint64_t seed);

}  // namespace herd::swarm
