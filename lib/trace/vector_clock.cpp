#include "trace/vector_clock.hpp"

#include <algorithm>
#include <unordered_map>

#include "trace/message.hpp"

namespace herd::trace {

void visit_vector_clocks(const Trace& trace,
                         const std::function<void(std::size_t, const VectorClock&)>& visit) {
    const auto messages = match_messages(trace);
    const auto message_of = index_messages(trace, messages);
    std::vector<VectorClock> clocks(trace.servers.size(), VectorClock(trace.servers.size()));
    std::unordered_map<std::size_t, VectorClock> under_way;  // by the message
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
        const auto server = trace.events[i].server;
        VectorClock& clock = clocks[server];
        ++clock[server];
        const auto message = message_of[i];
        const bool is_whole = message && messages[*message].sent && messages[*message].arrived;
        if (is_whole && *messages[*message].arrived == i) {
            const auto sent = under_way.find(*message);
            std::transform(clock.begin(), clock.end(), sent->second.begin(), clock.begin(),
                           [](std::uint64_t a, std::uint64_t b) { return std::max(a, b); });
            under_way.erase(sent);
        } else if (is_whole) {
            under_way.emplace(*message, clock);
        }
        visit(i, clock);
    }
}

}  // namespace herd::trace
