#include "trace/message_balance.hpp"

#include <algorithm>
#include <set>

namespace herd::trace {
namespace {

using core::ServerIndex;

// More causes than these are counted.
constexpr std::size_t causes_named = 3;

std::string join_causes(const std::vector<std::string>& causes) {
    std::string text;
    for (std::size_t i = 0; i < causes.size(); ++i) {
        if (i == causes_named) return text + " and " + std::to_string(causes.size() - i) + " more";
        text += (i == 0 ? "" : " and ") + causes[i];
    }
    return text;
}

bool is_neighbour(const topology::Graph& graph, ServerIndex server, ServerIndex other) {
    const auto neighbours = graph.neighbours(server);
    return std::any_of(neighbours.begin(), neighbours.end(),
                       [other](const topology::Adjacent& neighbour) { return neighbour.node == other; });
}

}  // namespace

MessageBalance::MessageBalance(const Run& run, const Spread& spread)
    : run_(run), spread_(spread), doings_(run.trace.servers.size()), why_unheard_(run.trace.servers.size()) {
    for (ServerIndex server = 0; server < doings_.size(); ++server) {
        for (const auto& hearing : spread.hearings[server]) {
            if (!hearing.outcome) continue;
            const Event& event = run.trace.events[*hearing.outcome];
            if (event.kind == Kind::accepted)
                doings_[server].acceptances.push_back({*hearing.outcome, source_of(event)});
        }
    }
    for (const auto place : spread.events) {
        const Event& event = run.trace.events[place];
        if (event.kind == Kind::forwarded && event.peer)
            doings_[event.server].sendings.push_back({place, *event.peer});
    }
    find_causes();
}

/// Why servers did not hear of it. Neighbours that did not have the same causes: those at the edge of them
/// all.
void MessageBalance::find_causes() {
    std::vector<bool> seen(doings_.size());
    for (ServerIndex start = 0; start < doings_.size(); ++start) {
        if (seen[start] || has_heard(start)) continue;
        std::vector<ServerIndex> group{start};
        std::vector<std::string> causes;
        seen[start] = true;
        for (std::size_t i = 0; i < group.size(); ++i) {
            for (const auto& neighbour : run_.graph.neighbours(group[i])) {
                if (has_heard(neighbour.node)) {
                    const auto cause = why_not_from(neighbour.node, group[i]);
                    if (std::find(causes.begin(), causes.end(), cause) == causes.end())
                        causes.push_back(cause);
                } else if (!seen[neighbour.node]) {
                    seen[neighbour.node] = true;
                    group.push_back(neighbour.node);
                }
            }
        }
        for (const auto server : group) why_unheard_[server] = join_causes(causes);
    }
}

std::size_t MessageBalance::forwarded() const {
    std::size_t count = 0;
    for (const auto& doings : doings_) count += doings.sendings.size();
    return count;
}

Tally MessageBalance::explain_messages(const std::vector<topology::Node>& part) const {
    Tally tally;
    for (const auto server : part) explain(server, tally);
    return tally;
}

void MessageBalance::explain(ServerIndex server, Tally& tally) const {
    const auto& [acceptances, sendings] = doings_[server];
    const auto& names = run_.trace.servers;
    if (acceptances.empty()) {
        for (const auto& sending : sendings)
            tally.add(1, names[server] + " sent it to " + names[sending.to] + " without keeping it");
        const auto expected = static_cast<std::ptrdiff_t>(run_.graph.degree(server)) - 1;
        if (expected > 0) tally.add(-expected, why_not_kept(server));
        return;
    }
    const Acceptance& first = acceptances.front();
    const std::size_t again = acceptances.size() > 1 ? acceptances[1].event : run_.trace.events.size();
    std::set<ServerIndex> served;
    for (const auto& sending : sendings) {
        if (sending.event > again) {
            tally.add(1, names[server] + " heard of it anew, having lost it");
        } else if (sending.to == first.source) {
            tally.add(1, names[server] + " sent it back to " + names[sending.to]);
        } else if (!is_neighbour(run_.graph, server, sending.to)) {
            tally.add(1, names[server] + " sent it to " + names[sending.to] + ", which is no neighbour");
        } else if (!served.insert(sending.to).second) {
            tally.add(1, names[server] + " sent it to " + names[sending.to] + " once more");
        }
    }
    for (const auto& neighbour : run_.graph.neighbours(server)) {
        if (neighbour.node == first.source || served.contains(neighbour.node)) continue;
        tally.add(-1, run_.why_not_sent(server, neighbour.node, first.event));
    }
}

/// Why a server that is not known to have kept the update did not.
std::string MessageBalance::why_not_kept(ServerIndex server) const {
    if (!has_heard(server)) return why_unheard(server);
    const auto& name = run_.trace.servers[server];
    const auto& outcome = spread_.hearings[server].front().outcome;
    if (!outcome) return name + " had no room for it";
    if (run_.trace.events[*outcome].kind == Kind::stale) return name + " had a newer one already";
    return name + " had it already";
}

std::string MessageBalance::why_unheard(ServerIndex server) const {
    if (const auto why = run_.why_not_running(server, spread_.events.front())) return *why;
    return why_unheard_[server];
}

Tally MessageBalance::explain_unheard(const std::vector<topology::Node>& part) const {
    Tally tally;
    for (const auto server : part) {
        if (!has_heard(server)) tally.add(-1, why_unheard(server));
    }
    return tally;
}

std::string MessageBalance::why_not_from(ServerIndex from, ServerIndex to) const {
    const auto& [acceptances, sendings] = doings_[from];
    if (acceptances.empty()) return why_not_kept(from);
    const auto sent = std::find_if(sendings.begin(), sendings.end(),
                                   [to](const Sending& sending) { return sending.to == to; });
    if (sent == sendings.end()) return run_.why_not_sent(from, to, acceptances.front().event);
    const auto message = run_.message_of[sent->event];
    return message && run_.messages[*message].arrived ? "" : run_.why_not_arrived(sent->event);
}

}  // namespace herd::trace
