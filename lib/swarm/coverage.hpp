#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/columns.hpp"
#include "scenario/scenario.hpp"
#include "scenario/sim_stage.hpp"
#include "swarm/fault_kind.hpp"
#include "trace/event.hpp"

namespace herd::swarm {

/// What came to pass in runs, in numbers that can be added.
struct Coverage {
    enum Count : std::size_t {
        servers,
        faults,  // steps that break something
        commands,
        updates,     // IAMATs that were news
        ties,        // updates of one client and equal times from different servers
        flooded,     // messages of updates that spread
        resynced,    // messages that made up for what was missed
        delivered,   // messages that arrived
        duplicates,  // of these, what was known already
        stale,       // of these, what was older than what was known
        overflows,   // of queues
        announced,   // records that neighbours were told of and not sent
        grafts,      // of these, what was asked for
        prunes,      // of branches of trees
        link_ups,
        restarts,  // of servers
        steps,     // of the simulation
        virtual_microseconds,
    };
    static constexpr std::size_t count = virtual_microseconds + 1;

    std::array<std::uint64_t, count> counts{};
    std::array<std::uint64_t, fault_kind_count> faults_by_kind{};  // in the order of `FaultKind`

    std::uint64_t& operator[](Count which) { return counts[which]; }
    std::uint64_t operator[](Count which) const { return counts[which]; }
    void operator+=(const Coverage& other);
    friend bool operator==(const Coverage&, const Coverage&) = default;
};

/// What a scenario that was played came to.
Coverage measure_coverage(const scenario::Scenario& scenario, const scenario::SimStage& stage,
                          const trace::Trace& trace);

/// For people: a line a number, and the faults by kind.
std::vector<Row> tabulate_coverage(const Coverage& coverage);
/// The same as one JSON object on a line.
std::string format_coverage_json(const Coverage& coverage);

}  // namespace herd::swarm
