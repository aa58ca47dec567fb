#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "swarm/campaign.hpp"

namespace herd::app {

/// A run that did not pass, and what was made of it.
struct ToldFailure {
    swarm::Report report;
    std::string command;    // that plays it again
    std::string file;       // of the scenario that it was shrunk to; empty: none
    std::size_t steps = 0;  // of that scenario
};

/// For people: lines.
std::string format_told_failure(const ToldFailure& failure);
/// `100 seeds from 1: 98 passed, 1 failed, 1 did not settle, in 2.5 s`, and what was covered as a table.
std::string format_summary(const swarm::Summary& summary, double seconds);
/// All of it as a JSON object. Source: docs/simulation.md, "Options"
std::string format_sim_json(const swarm::Summary& summary, const std::vector<ToldFailure>& failures,
                            double seconds);
/// 16 hexadecimal digits.
std::string format_fingerprint(std::uint64_t fingerprint);

}  // namespace herd::app
