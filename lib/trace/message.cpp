#include "trace/message.hpp"

#include <deque>
#include <string>
#include <unordered_map>

namespace herd::trace {
namespace {

/// Equal for a message's two events.
std::string message_key(const Event& event) {
    const bool is_resync = event.kind == Kind::resynced || event.is_resync;
    const auto number = [](const auto& server) { return server ? std::to_string(*server) : ""; };
    return number(source_of(event)) + (is_resync ? ">>" : ">") + number(destination_of(event)) + " " +
           number(event.origin) + " " + std::to_string(event.receipt.time_since_epoch().count()) + " " +
           event.time + " " + event.client;
}

}  // namespace

bool is_sent(const Event& event) {
    return event.kind == Kind::forwarded || event.kind == Kind::resynced;
}

std::vector<Message> match_messages(const Trace& trace) {
    std::vector<Message> messages;
    std::unordered_map<std::string, std::deque<std::size_t>> under_way;
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
        const Event& event = trace.events[i];
        if (is_sent(event)) {
            under_way[message_key(event)].push_back(messages.size());
            messages.push_back({i, std::nullopt});
        } else if (event.kind == Kind::delivered) {
            const auto found = under_way.find(message_key(event));
            if (found == under_way.end()) {
                messages.push_back({std::nullopt, i});
                continue;
            }
            messages[found->second.front()].arrived = i;
            found->second.pop_front();
            if (found->second.empty()) under_way.erase(found);
        }
    }
    return messages;
}

std::vector<std::optional<std::size_t>> index_messages(const Trace& trace,
                                                       const std::vector<Message>& messages) {
    std::vector<std::optional<std::size_t>> index(trace.events.size());
    for (std::size_t i = 0; i < messages.size(); ++i) {
        if (messages[i].sent) index[*messages[i].sent] = i;
        if (messages[i].arrived) index[*messages[i].arrived] = i;
    }
    return index;
}

}  // namespace herd::trace
