#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "trace/event.hpp"
#include "trace/update.hpp"

namespace herd::trace {

/// How an update came to a server, by events' places in `Trace::events`.
struct Hearing {
    std::size_t heard = 0;               // received or delivered; or else what became of it
    std::optional<std::size_t> outcome;  // accepted, stale or duplicate
};

/// How an update spread.
struct Spread {
    UpdateId update;
    std::vector<std::size_t> events;             // all that are about it
    std::vector<std::vector<Hearing>> hearings;  // of each server, the first one first
};

Spread find_spread(const Trace& trace, const UpdateId& update);

/// The servers that an update came to, each behind the one that it first came from, as deep as the number of
/// servers between it and the first.
struct Branch {
    core::ServerIndex server = 0;
    std::size_t depth = 0;
    bool is_last = false;  // of those that heard of it first from the same server
};
std::vector<Branch> find_first_deliveries(const Trace& trace, const Spread& spread);

}  // namespace herd::trace
