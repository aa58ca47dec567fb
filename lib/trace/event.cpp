#include "trace/event.hpp"

#include <array>
#include <cstddef>

namespace herd::trace {
namespace {

constexpr std::array<std::string_view, 14> kind_names{
    "received", "accepted",  "stale",     "duplicate",    "forwarded", "delivered", "resynced",
    "link_up",  "link_down", "fault_set", "fault_lifted", "started",   "stopped",   "crashed",
};

}  // namespace

std::string_view format_kind(Kind kind) {
    return kind_names[static_cast<std::size_t>(kind)];
}

std::optional<Kind> parse_kind(std::string_view text) {
    for (std::size_t i = 0; i < kind_names.size(); ++i) {
        if (kind_names[i] == text) return static_cast<Kind>(i);
    }
    return std::nullopt;
}

bool is_outcome(Kind kind) {
    return kind == Kind::accepted || kind == Kind::stale || kind == Kind::duplicate;
}

EventView view_of(const Event& event) {
    return {event.seq,  event.t,      event.lamport, event.kind, event.server,    event.peer,  event.client,
            event.time, event.origin, event.receipt, event.hop,  event.is_resync, event.detail};
}

std::optional<core::ServerIndex> source_of(const EventView& event) {
    switch (event.kind) {
        case Kind::delivered:
        case Kind::accepted:
        case Kind::stale:
        case Kind::duplicate:
            return event.peer;
        default:
            return event.peer ? std::optional(event.server) : std::nullopt;
    }
}

std::optional<core::ServerIndex> destination_of(const EventView& event) {
    switch (event.kind) {
        case Kind::delivered:
            return event.peer ? std::optional(event.server) : std::nullopt;
        case Kind::accepted:
        case Kind::stale:
        case Kind::duplicate:
            return std::nullopt;
        default:
            return event.peer;
    }
}

std::optional<core::ServerIndex> source_of(const Event& event) {
    return source_of(view_of(event));
}

std::optional<core::ServerIndex> destination_of(const Event& event) {
    return destination_of(view_of(event));
}

}  // namespace herd::trace
