#include "scenario/check_once_a_direction.hpp"

#include <map>
#include <set>
#include <utility>

#include "scenario/update_key.hpp"

namespace herd::scenario {

Findings check_once_a_direction(const trace::Trace& trace) {
    using core::ServerIndex;
    std::map<ServerIndex, std::set<std::pair<ServerIndex, UpdateKey>>> forwarded;  // by sender
    Findings findings;
    for (const auto& event : trace.events) {
        if (ends_memory(event)) forwarded.erase(event.server);
        const auto update = key_of(event);
        if (!update || !event.peer || event.kind != trace::Kind::forwarded) continue;
        if (forwarded[event.server].insert({*event.peer, *update}).second) continue;
        findings.push_back(format_server(trace, event.server) + " forwarded " + format_update_of(event) +
                           " to " + format_server(trace, *event.peer) + " a second time" +
                           format_place(event));
        if (findings.size() == most_findings) break;
    }
    return findings;
}

}  // namespace herd::scenario
