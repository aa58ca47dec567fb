#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "trace/event.hpp"

namespace herd::trace {

/// An update on its way over a link, by its events' places in `Trace::events`.
/// Shape: at least one of the two is there. Not `sent`: the trace does not go back so far. Not `arrived`: it
///        was lost, or was still under way at the end of the trace.
struct Message {
    std::optional<std::size_t> sent;     // forwarded or resynced
    std::optional<std::size_t> arrived;  // delivered
};

/// Whether an event sends an update to a neighbour.
bool is_sent(const Event& event);

/// All messages of a trace, in the order of their first event. A delivery belongs to the first message of
/// that update that was sent in that direction in the same way, flooded or in a resync, and has not arrived.
std::vector<Message> match_messages(const Trace& trace);

/// For each event its message's place in `messages`; nothing if it is of none.
std::vector<std::optional<std::size_t>> index_messages(const Trace& trace,
                                                       const std::vector<Message>& messages);

}  // namespace herd::trace
