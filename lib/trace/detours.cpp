#include "trace/detours.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/columns.hpp"

namespace herd::trace {
namespace {

using core::ServerIndex;

// Of many servers a few are named.
constexpr std::size_t servers_named = 4;

/// Why a copy that was sent by a shorter way did not come first; empty if `from` has nothing to do with it.
std::string why_not_first(const Run& run, const Spread& spread, const MessageBalance& balance,
                          ServerIndex from, ServerIndex to) {
    if (auto why = balance.why_not_from(from, to); !why.empty()) return why;
    for (const auto place : spread.events) {
        const Event& event = run.trace.events[place];
        if (event.kind != Kind::forwarded || event.server != from || event.peer != to) continue;
        const auto why = run.why_slow(place);
        return "the copy from " + run.trace.servers[from] + " came later" +
               (why.empty() ? "" : " (" + why + ")");
    }
    return {};
}

}  // namespace

std::size_t measure_worst_hops(const Trace& trace, const Spread& spread) {
    std::size_t worst = 0;
    for (const auto& branch : find_first_deliveries(trace, spread)) worst = std::max(worst, branch.depth);
    return worst;
}

Tally explain_detours(const Run& run, const Spread& spread, const MessageBalance& balance,
                      const topology::Distances& distances) {
    Tally tally;
    const auto& names = run.trace.servers;
    std::map<ServerIndex, std::size_t> depths;
    for (const auto& branch : find_first_deliveries(run.trace, spread)) depths[branch.server] = branch.depth;
    for (const auto server : distances.order) {
        const auto depth = depths.find(server);
        if (depth == depths.end() || depth->second <= distances.to[server]) continue;
        const auto source = source_of(run.trace.events[spread.hearings[server].front().heard]);
        for (const auto& neighbour : run.graph.neighbours(server)) {
            const auto before = depths.find(neighbour.node);
            const bool is_on_time = before != depths.end() && before->second == distances.to[neighbour.node];
            if (!is_on_time || distances.to[neighbour.node] + 1 != distances.to[server]) continue;
            const auto why = why_not_first(run, spread, balance, neighbour.node, server);
            if (why.empty()) continue;
            tally.add(
                static_cast<std::ptrdiff_t>(depth->second - distances.to[server]),
                names[server] + " heard of it from " + (source ? names[*source] : "a client") + ": " + why);
            break;
        }
    }
    std::vector<std::string> unheard;
    const auto farthest = distances.eccentricity();
    for (const auto server : distances.order) {
        if (distances.to[server] == farthest && !balance.has_heard(server)) unheard.push_back(names[server]);
    }
    if (!unheard.empty()) {
        const auto measured = measure_worst_hops(run.trace, spread);
        if (measured < farthest)
            tally.add(static_cast<std::ptrdiff_t>(measured) - static_cast<std::ptrdiff_t>(farthest),
                      "it did not come to " + format_list(unheard, servers_named));
    }
    return tally;
}

}  // namespace herd::trace
