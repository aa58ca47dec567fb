#include "scenario/check_order.hpp"

#include <algorithm>
#include <map>

#include "scenario/arrivals.hpp"

namespace herd::scenario {

Findings check_order(const trace::Trace& trace, const trace::UpdateId& update,
                     const std::vector<std::vector<std::string>>& groups) {
    std::map<std::string, std::size_t> group_of;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (const auto& server : groups[i]) group_of.emplace(server, i);
    }
    Findings findings;
    std::map<std::string, const trace::Event*> reached;
    const trace::Event* latest = nullptr;  // of those in the latest group so far
    for (const auto* arrival : find_arrivals(trace, update)) {
        const auto server = format_server(trace, arrival->server);
        const auto group = group_of.find(server);
        if (group == group_of.end()) {
            findings.push_back(server + " was not to be reached" + format_place(*arrival));
            continue;
        }
        reached.emplace(server, arrival);
        const auto before = latest ? format_server(trace, latest->server) : std::string();
        if (latest && group->second < group_of.at(before)) {
            findings.push_back(server + format_place(*arrival) + " was reached after " + before +
                               format_place(*latest) + ", not before");
        } else {
            latest = arrival;
        }
    }
    for (const auto& group : groups) {
        for (const auto& server : group) {
            if (!reached.contains(server)) findings.push_back(server + " was not reached");
        }
    }
    return findings;
}

}  // namespace herd::scenario
