#include "scenario/arrivals.hpp"

#include <algorithm>
#include <set>

namespace herd::scenario {

using trace::Kind;

std::vector<const trace::Event*> find_arrivals(const trace::Trace& trace, const trace::UpdateId& update) {
    std::vector<const trace::Event*> arrivals;
    std::set<core::ServerIndex> reached;
    for (const auto& event : trace.events) {
        if (event.kind == Kind::accepted && trace::is_about(event, update) &&
            reached.insert(event.server).second) {
            arrivals.push_back(&event);
        }
    }
    return arrivals;
}

std::optional<std::string> find_gap(const trace::Trace& trace, const trace::UpdateId& update) {
    if (trace.dropped == 0) return std::nullopt;
    const bool is_whole =
        std::any_of(trace.events.begin(), trace.events.end(), [&](const trace::Event& event) {
            return event.kind == Kind::received && trace::is_about(event, update);
        });
    if (is_whole) return std::nullopt;
    return "the trace has lost its first " + std::to_string(trace.dropped) + " events, and with them how " +
           trace::format_update(update) + " began";
}

}  // namespace herd::scenario
