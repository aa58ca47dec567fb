#include "scenario/check_hop_order.hpp"

#include <map>

#include "scenario/arrivals.hpp"

namespace herd::scenario {
namespace {

std::string describe(const trace::Trace& trace, const trace::Event& arrival) {
    return format_server(trace, arrival.server) + " at hop " + std::to_string(arrival.hop) +
           format_place(arrival);
}

}  // namespace

Findings check_hop_order(const trace::Trace& trace, const trace::UpdateId& update, HopOrder order) {
    Findings findings;
    std::map<core::ServerIndex, const trace::Event*> reached;
    const trace::Event* farthest = nullptr;
    for (const auto* arrival : find_arrivals(trace, update)) {
        reached.emplace(arrival->server, arrival);
        if (arrival->is_resync) continue;
        if (!arrival->peer) {
            if (arrival->hop != 0) {
                findings.push_back(describe(trace, *arrival) + " heard it from a client, which is hop 0");
            }
        } else if (const auto from = reached.find(*arrival->peer); from == reached.end()) {
            findings.push_back(describe(trace, *arrival) + " heard it from " +
                               format_server(trace, *arrival->peer) + ", which had not accepted it");
        } else if (arrival->hop != from->second->hop + 1) {
            findings.push_back(describe(trace, *arrival) + " heard it from " +
                               describe(trace, *from->second));
        }
        if (order == HopOrder::everywhere && farthest && arrival->hop < farthest->hop) {
            findings.push_back(describe(trace, *arrival) + " came after " + describe(trace, *farthest));
        }
        if (!farthest || arrival->hop > farthest->hop) farthest = arrival;
    }
    return findings;
}

}  // namespace herd::scenario
