#include "trace/shiviz_log.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "trace/json_object.hpp"
#include "trace/update.hpp"
#include "trace/vector_clock.hpp"

namespace herd::trace {
namespace {

/// Names without white space, all different.
std::vector<std::string> make_hosts(const Trace& trace) {
    std::vector<std::string> hosts;
    std::set<std::string> taken;
    for (const auto& server : trace.servers) {
        std::string host = format_printable(server);
        std::replace(host.begin(), host.end(), ' ', '_');
        while (!taken.insert(host).second) host += '_';
        hosts.push_back(std::move(host));
    }
    return hosts;
}

std::string describe(const Event& event, const Trace& trace) {
    std::string text(format_kind(event.kind));
    if (const auto update = update_of(event)) {
        text += " " + format_update(*update);
        if (event.hop > 0) text += " at hop " + std::to_string(event.hop);
    }
    if (event.peer) {
        const bool goes_out = !event.client.empty() && destination_of(event) == event.peer;
        const std::string_view word = event.client.empty() ? " with " : goes_out ? " to " : " from ";
        text.append(word) += format_printable(trace.servers[*event.peer]);
    }
    if (event.is_resync) text += " in a resync";
    if (!event.detail.empty()) text += ": " + format_printable(event.detail);
    return text;
}

}  // namespace

void write_shiviz_log(const Trace& trace, std::ostream& out) {
    const auto hosts = make_hosts(trace);
    out << shiviz_expression << "\n\n";
    visit_vector_clocks(trace, [&](std::size_t place, const VectorClock& clock) {
        const Event& event = trace.events[place];
        std::string text = describe(event, trace) + "\n" + hosts[event.server] + " ";
        JsonObject object(text);
        for (std::size_t server = 0; server < clock.size(); ++server) {
            if (clock[server] > 0) object.count(hosts[server], clock[server]);
        }
        object.end();
        text += '\n';
        out << text;
    });
}

}  // namespace herd::trace
