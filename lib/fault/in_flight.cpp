#include "fault/in_flight.hpp"

#include <utility>

namespace herd::fault {
namespace {

std::string count_messages(std::uint64_t count) {
    return std::to_string(count) + (count == 1 ? " message" : " messages");
}

/// What is on its way from one end to the other of a link that is up at both.
std::string describe_direction(const LinkEnd& from, const LinkEnd& to, bool is_stalled) {
    const std::string name = from.name + "->" + to.name;
    const std::string holder = is_stalled     ? ", held by a stall"
                               : to.is_paused ? ", since " + to.name + " is paused"
                                              : "";
    if (from.has_unwritten || from.held > 0) {
        return name + ": " + (from.held > 0 ? std::to_string(from.held) + " bytes wait" : "messages wait") +
               " to be sent" + holder;
    }
    if (from.sent == to.received) return {};
    return name + ": " + count_messages(from.sent - to.received) + " on the way" + holder;
}

}  // namespace

void describe_in_flight(const LinkEnd& a, const LinkEnd& b, bool is_joined, const LinkState& state,
                        bool ignores_held, std::vector<std::string>& found) {
    const bool is_paused = a.is_paused || b.is_paused;
    if (!a.is_up && !b.is_up) {
        const bool is_blocked = (state.is_cut || state.is_refused || state.conditions[0].is_stalled ||
                                 state.conditions[1].is_stalled) &&
                                !state.is_flapping;
        if (a.runs && b.runs && !is_blocked && !is_paused)
            found.push_back(a.name + "-" + b.name + ": is about to come up");
        return;
    }
    if (is_paused && ignores_held) return;
    if (!is_joined) {
        // One end has yet to notice that the connection is gone, or that there is a new one.
        found.push_back(a.name + "-" + b.name + ": one end has yet to notice a change" +
                        (is_paused ? ", since a server is paused" : ""));
        return;
    }
    for (const int end : {0, 1}) {
        const bool is_stalled = state.conditions[end].is_stalled;
        if (is_stalled && ignores_held) continue;
        auto found_here =
            end == 0 ? describe_direction(a, b, is_stalled) : describe_direction(b, a, is_stalled);
        if (!found_here.empty()) found.push_back(std::move(found_here));
    }
}

void describe_awaited(const std::string& name, std::size_t awaited, std::vector<std::string>& found) {
    if (awaited == 0) return;
    found.push_back(name + ": waits for " + std::to_string(awaited) + " announced " +
                    (awaited == 1 ? "record" : "records"));
}

}  // namespace herd::fault
