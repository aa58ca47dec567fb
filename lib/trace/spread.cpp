#include "trace/spread.hpp"

#include <algorithm>

namespace herd::trace {
namespace {

using core::ServerIndex;

bool is_arrival(Kind kind) {
    return kind == Kind::received || kind == Kind::delivered;
}

/// The neighbour that a server first heard of an update from; nothing if it was a client.
std::optional<ServerIndex> first_source(const Trace& trace, const Spread& spread, ServerIndex server) {
    const auto& hearings = spread.hearings[server];
    if (hearings.empty()) return std::nullopt;
    return source_of(trace.events[hearings.front().heard]);
}

}  // namespace

Spread find_spread(const Trace& trace, const UpdateId& update) {
    Spread spread{update, events_of(trace, update), {}};
    spread.hearings.resize(trace.servers.size());
    for (const auto place : spread.events) {
        const Event& event = trace.events[place];
        auto& hearings = spread.hearings[event.server];
        if (is_arrival(event.kind)) {
            hearings.push_back({place, std::nullopt});
        } else if (is_outcome(event.kind)) {
            if (hearings.empty() || hearings.back().outcome) hearings.push_back({place, std::nullopt});
            hearings.back().outcome = place;
        }
    }
    return spread;
}

std::vector<Branch> find_first_deliveries(const Trace& trace, const Spread& spread) {
    // Who heard of it from whom, in the order of hearing. A trace that begins late may name a source that it
    // never saw hear of the update: then this is where the tree begins.
    std::vector<std::vector<ServerIndex>> children(trace.servers.size());
    std::vector<ServerIndex> order;
    for (ServerIndex server = 0; server < trace.servers.size(); ++server) {
        if (!spread.hearings[server].empty()) order.push_back(server);
    }
    std::sort(order.begin(), order.end(), [&spread](ServerIndex a, ServerIndex b) {
        return spread.hearings[a].front().heard < spread.hearings[b].front().heard;
    });
    std::vector<ServerIndex> roots;
    for (const auto server : order) {
        const auto source = first_source(trace, spread, server);
        const bool is_later = source && !spread.hearings[*source].empty() &&
                              spread.hearings[*source].front().heard < spread.hearings[server].front().heard;
        (is_later ? children[*source] : roots).push_back(server);
    }

    std::vector<Branch> branches;
    std::vector<Branch> waiting;
    const auto push = [&waiting](const std::vector<ServerIndex>& servers, std::size_t depth) {
        for (std::size_t i = servers.size(); i-- > 0;) {
            waiting.push_back({servers[i], depth, i + 1 == servers.size()});
        }
    };
    push(roots, 0);
    while (!waiting.empty()) {
        const Branch branch = waiting.back();
        waiting.pop_back();
        branches.push_back(branch);
        push(children[branch.server], branch.depth + 1);
    }
    return branches;
}

}  // namespace herd::trace
