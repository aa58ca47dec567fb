#include "scenario/check_hops.hpp"

#include <algorithm>

#include "scenario/arrivals.hpp"

namespace herd::scenario {

Findings check_hops(const trace::Trace& trace, const trace::UpdateId& update,
                    const std::vector<std::pair<std::string, std::size_t>>& hops) {
    const auto arrivals = find_arrivals(trace, update);
    Findings findings;
    for (const auto& [server, hop] : hops) {
        const auto arrival =
            std::find_if(arrivals.begin(), arrivals.end(), [&, &name = server](const trace::Event* event) {
                return format_server(trace, event->server) == name;
            });
        if (arrival == arrivals.end()) {
            findings.push_back(server + " was not reached");
        } else if ((*arrival)->hop != hop) {
            findings.push_back(server + " was reached at hop " + std::to_string((*arrival)->hop) + ", not " +
                               std::to_string(hop) + format_place(**arrival));
        }
    }
    return findings;
}

}  // namespace herd::scenario
