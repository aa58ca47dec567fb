#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "trace/event.hpp"

namespace herd::trace {

/// A part of a trace.
struct Selection {
    std::optional<std::string> client;  // its updates, and what is about no update; nothing: all
    std::uint64_t since = 0;            // sequence numbers, both included
    std::uint64_t until = std::numeric_limits<std::uint64_t>::max();

    bool has(const Event& event) const {
        return event.seq >= since && event.seq <= until &&
               (!client || event.client.empty() || event.client == *client);
    }
};

/// A trace with just the selected events.
Trace select_events(const Trace& trace, const Selection& selection);

/// How many events a trace begins with that tell nothing but that the herd starts.
std::size_t count_start_events(const Trace& trace);

}  // namespace herd::trace
