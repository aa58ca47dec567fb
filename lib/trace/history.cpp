#include "trace/history.hpp"

#include <algorithm>

namespace herd::trace {

using core::ServerIndex;

namespace {

// Reasons for one thing that are found.
constexpr std::size_t most_faults_told = 8;

}  // namespace

History::History(const Trace& trace, const UpdateId& update)
    : trace_(trace),
      spread_(find_spread(trace, update)),
      messages_(match_messages(trace)),
      message_of_(index_messages(trace, messages_)),
      disturbances_(find_disturbances(trace)),
      neighbours_(trace.servers.size()),
      outages_(trace.servers.size()),
      holdings_(trace.servers.size()) {
    if (!spread_.events.empty()) start_ = trace.events[spread_.events.front()].t;
    for (const auto& [a, b] : trace.links) {
        neighbours_[a].push_back(b);
        neighbours_[b].push_back(a);
    }
    for (const auto place : spread_.events) {
        const Event& event = trace.events[place];
        if (is_sent(event)) last_messages_[{event.server, *event.peer}] = *message_of_[place];
    }
    sort_disturbances();
    find_holdings();
}

void History::find_holdings() {
    for (std::size_t i = 0; i < trace_.events.size(); ++i) {
        const Event& event = trace_.events[i];
        Holding& holding = holdings_[event.server];
        if (event.kind == Kind::started) {
            if (holding.record == spread_.update) holding.lost_newest = i;
            holding.record.reset();
            holding.since.reset();
        } else if (event.client == spread_.update.client) {
            if (event.kind == Kind::accepted) {
                holding.record = update_of(event);
                holding.since = i;
            } else if (event.kind == Kind::duplicate && !holding.record) {
                // The trace does not go back to when it was accepted.
                holding.record = update_of(event);
            }
        }
    }
}

const Message* History::message_of(std::size_t delivered) const {
    const auto index = message_of_[delivered];
    return index ? &messages_[*index] : nullptr;
}

const Message* History::last_message(ServerIndex from, ServerIndex to) const {
    const auto found = last_messages_.find({from, to});
    return found == last_messages_.end() ? nullptr : &messages_[found->second];
}

void History::sort_disturbances() {
    for (const auto& disturbance : disturbances_) {
        if (disturbance.peer) {
            troubles_[std::minmax(disturbance.server, *disturbance.peer)].push_back(&disturbance);
        } else if (disturbance.kind != Disturbance::Kind::fault) {
            outages_[disturbance.server].push_back(&disturbance);
        }
    }
}

const std::vector<const Disturbance*>& History::troubles(ServerIndex a, ServerIndex b) const {
    static const std::vector<const Disturbance*> none;
    const auto found = troubles_.find(std::minmax(a, b));
    return found == troubles_.end() ? none : found->second;
}

const Disturbance* History::outage(ServerIndex server) const {
    const Disturbance* found = nullptr;
    for (const auto* disturbance : outages_[server]) {
        if (disturbance->end) continue;
        // A server that is paused and then crashes has crashed.
        if (!found || disturbance->kind != Disturbance::Kind::paused) found = disturbance;
    }
    return found;
}

const Disturbance* History::link_down(ServerIndex a, ServerIndex b, std::size_t by) const {
    const Disturbance* found = nullptr;
    for (const auto* disturbance : troubles(a, b)) {
        if (disturbance->begin.value_or(0) > by) break;
        if (disturbance->kind == Disturbance::Kind::link_down) found = disturbance;
    }
    return found;
}

std::vector<const Disturbance*> History::faults(ServerIndex from, ServerIndex to, std::size_t begin,
                                                std::size_t end) const {
    std::vector<const Disturbance*> found;
    for (const auto* list : {&troubles(from, to), &outages_[from], &outages_[to]}) {
        for (const auto* disturbance : *list) {
            if (disturbance->begin.value_or(0) > end) break;
            const bool is_over = disturbance->end.value_or(end) < begin;
            if (!is_over && disturbance->concerns(from, to)) found.push_back(disturbance);
            if (found.size() == most_faults_told) return found;
        }
    }
    return found;
}

}  // namespace herd::trace
