#include "bench/spread_times.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>

namespace herd::bench {
namespace {

struct Arrivals {
    std::size_t servers = 0;
    nanoseconds last{};
};

std::string make_key(const std::string& client, const std::string& time) {
    return client + ' ' + time;
}

}  // namespace

Histogram measure_spread(const std::vector<SentUpdate>& updates, const trace::Trace& trace,
                         SteadyTime epoch) {
    std::unordered_map<std::string, Arrivals> arrivals;
    for (const auto& update : updates) arrivals.try_emplace(make_key(update.client, update.time));
    for (const auto& event : trace.events) {
        if (event.kind != trace::Kind::accepted) continue;
        const auto found = arrivals.find(make_key(event.client, event.time));
        if (found == arrivals.end()) continue;
        ++found->second.servers;
        found->second.last = std::max(found->second.last, event.t);
    }
    Histogram times;
    for (const auto& update : updates) {
        const Arrivals& arrived = arrivals[make_key(update.client, update.time)];
        if (arrived.servers == trace.servers.size()) times.record(epoch + arrived.last - update.sent);
    }
    return times;
}

}  // namespace herd::bench
