#include "scenario/check_link_order.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "scenario/update_key.hpp"

namespace herd::scenario {
namespace {

using core::ServerIndex;
using trace::Event;
using trace::Kind;

/// One direction of a link.
struct Direction {
    std::vector<UpdateKey> sent;
    std::size_t next = 0;   // what is delivered from now on was sent here or later
    bool is_known = false;  // nothing is on its way that was sent before the first event
};

}  // namespace

Findings check_link_order(const trace::Trace& trace) {
    std::map<std::pair<ServerIndex, ServerIndex>, Direction> directions;
    Findings findings;
    for (const auto& event : trace.events) {
        if (event.kind == Kind::link_up && event.peer)
            directions[{*event.peer, event.server}].is_known = true;
        const auto update = key_of(event);
        if (!update || !event.peer) continue;
        if (event.kind == Kind::forwarded || event.kind == Kind::resynced) {
            directions[{event.server, *event.peer}].sent.push_back(*update);
            continue;
        }
        if (event.kind != Kind::delivered) continue;
        auto& direction = directions[{*event.peer, event.server}];
        const auto& sent = direction.sent;
        const auto begin = sent.begin() + static_cast<std::ptrdiff_t>(direction.next);
        const auto match = std::find(begin, sent.end(), *update);
        if (match != sent.end()) {
            direction.next = static_cast<std::size_t>(match - sent.begin()) + 1;
        } else if ((trace.dropped == 0 || direction.is_known) &&
                   std::find(sent.begin(), begin, *update) != begin) {
            // What was never sent at all is a matter of causality.
            findings.push_back(format_update_of(event) + " came from " + format_server(trace, *event.peer) +
                               " to " + format_server(trace, event.server) +
                               " out of order, or once more than it was sent" + format_place(event));
            if (findings.size() == most_findings) break;
        }
    }
    return findings;
}

}  // namespace herd::scenario
