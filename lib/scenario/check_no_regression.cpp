#include "scenario/check_no_regression.hpp"

#include <map>
#include <string_view>

#include "core/client_time.hpp"
#include "core/record.hpp"
#include "core/roster.hpp"

namespace herd::scenario {
namespace {

/// What an event says of a record; the location is not in a trace.
core::Record record_of(const trace::Event& event) {
    const auto time = core::parse_client_time(event.time);
    return {.client = event.client,
            .location = {},
            .time = event.time,
            .client_time = time.value_or(core::ClientTime()),
            .receipt = event.receipt,
            .origin = *event.origin};
}

}  // namespace

Findings check_no_regression(const trace::Trace& trace) {
    const core::Roster roster(trace.servers);
    std::map<core::ServerIndex, std::map<std::string_view, const trace::Event*>> accepted;  // the latest ones
    Findings findings;
    for (const auto& event : trace.events) {
        if (ends_memory(event)) accepted.erase(event.server);
        if (event.kind != trace::Kind::accepted || !event.origin) continue;
        const auto*& before = accepted[event.server][event.client];
        if (before && core::compare_age(record_of(event), record_of(*before), roster) <= 0) {
            findings.push_back(format_server(trace, event.server) + " accepted " + format_update_of(event) +
                               format_place(event) + " although it had accepted " +
                               format_update_of(*before) + format_place(*before) + " before");
            if (findings.size() == most_findings) break;
        }
        before = &event;
    }
    return findings;
}

}  // namespace herd::scenario
