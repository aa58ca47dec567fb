#include "trace/history.hpp"

namespace herd::trace {

using core::ServerIndex;

History::History(const Trace& trace, const UpdateId& update)
    : trace_(trace),
      spread_(find_spread(trace, update)),
      messages_(match_messages(trace)),
      message_of_(index_messages(trace, messages_)),
      disturbances_(find_disturbances(trace)),
      holdings_(trace.servers.size()) {
    if (!spread_.events.empty()) start_ = trace.events[spread_.events.front()].t;
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
    for (auto place = spread_.events.rbegin(); place != spread_.events.rend(); ++place) {
        const Event& event = trace_.events[*place];
        if (is_sent(event) && event.server == from && event.peer == to) return message_of(*place);
    }
    return nullptr;
}

std::vector<ServerIndex> History::neighbours(ServerIndex server) const {
    std::vector<ServerIndex> neighbours;
    for (const auto& [a, b] : trace_.links) {
        if (a == server) neighbours.push_back(b);
        if (b == server) neighbours.push_back(a);
    }
    return neighbours;
}

const Disturbance* History::outage(ServerIndex server) const {
    const Disturbance* found = nullptr;
    for (const auto& disturbance : disturbances_) {
        if (disturbance.server != server || disturbance.end) continue;
        const auto kind = disturbance.kind;
        if (kind == Disturbance::Kind::link_down || kind == Disturbance::Kind::fault) continue;
        // A server that is paused and then crashes has crashed.
        if (!found || kind != Disturbance::Kind::paused) found = &disturbance;
    }
    return found;
}

const Disturbance* History::link_down(ServerIndex a, ServerIndex b, std::size_t by) const {
    const Disturbance* found = nullptr;
    for (const auto& disturbance : disturbances_) {
        if (disturbance.kind != Disturbance::Kind::link_down || !disturbance.is_of_link(a, b)) continue;
        if (disturbance.begin.value_or(0) <= by) found = &disturbance;
    }
    return found;
}

std::vector<const Disturbance*> History::faults(ServerIndex from, ServerIndex to, std::size_t begin,
                                                std::size_t end) const {
    std::vector<const Disturbance*> found;
    for (const auto& disturbance : disturbances_) {
        if (disturbance.begin.value_or(0) > end || disturbance.end.value_or(end) < begin) continue;
        if (disturbance.concerns(from, to)) found.push_back(&disturbance);
    }
    return found;
}

}  // namespace herd::trace
