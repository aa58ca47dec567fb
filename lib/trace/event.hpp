#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "core/roster.hpp"

namespace herd::trace {

/// What happened at a server. Source: docs/trace.md
enum class Kind : std::uint8_t {
    received,   // an update, from a client
    accepted,   // the update is news, and is kept
    stale,      // the server has a newer one
    duplicate,  // the server has it already
    forwarded,  // to a neighbour, as the update spreads
    delivered,  // from a neighbour
    resynced,   // to a neighbour, to make up for what it missed
    link_up,    // this server's end of the link
    link_down,
    fault_set,
    fault_lifted,
    started,
    stopped,  // in order
    crashed,
};

/// `link_up`, as the control API and trace files name it.
std::string_view format_kind(Kind kind);
std::optional<Kind> parse_kind(std::string_view text);

/// Whether it is what became of an update at a server: accepted, stale or duplicate.
bool is_outcome(Kind kind);

/// One thing that happened.
///
/// Shape:  `client`, `time`, `origin` and `receipt` are the update's identity; empty where there is no
/// update.
///         `peer` is the neighbour that it came from (delivered, and accepted, stale, duplicate if it did not
///         come from a client), that it goes to (forwarded, resynced), or at the other end of a link.
///         `hop` is how many links the update has crossed: 0 at the server that it was received by; that of
///         the link it is sent on when it is forwarded.
///         `detail` is for people: why a link went down, which fault was set.
/// Units:  `t` is since an arbitrary moment, the same for all servers of a process; it never goes back.
///         `seq` counts the events of all servers of a process from 1, without gaps.
///         `lamport` is a Lamport time: whatever may have caused an event has a lesser one.
template <class Text>
struct BasicEvent {
    std::uint64_t seq = 0;
    nanoseconds t{};
    std::uint64_t lamport = 0;
    Kind kind{};
    core::ServerIndex server = 0;
    std::optional<core::ServerIndex> peer;
    Text client{};
    Text time{};
    std::optional<core::ServerIndex> origin;
    WallTime receipt{};
    std::uint16_t hop = 0;
    bool is_resync = false;  // of delivered, and what became of it: not flooded, but sent in a resync
    Text detail{};
};

/// An event whose texts belong to a recorder.
using EventView = BasicEvent<std::string_view>;
using Event = BasicEvent<std::string>;

EventView view_of(const Event& event);

/// The direction of a link that an event tells of: `from` and `to` of the control API and of trace files.
/// Shape:  both of a message (forwarded, resynced, delivered), the sender first, and of what happened at a
/// link, this end first; of accepted, stale and duplicate only where it came from, if that was no client.
std::optional<core::ServerIndex> source_of(const EventView& event);
std::optional<core::ServerIndex> source_of(const Event& event);
std::optional<core::ServerIndex> destination_of(const EventView& event);
std::optional<core::ServerIndex> destination_of(const Event& event);

/// What was recorded of a herd.
struct Trace {
    std::vector<std::string> servers;                                    // their names; events have indexes
    std::vector<std::pair<core::ServerIndex, core::ServerIndex>> links;  // the lesser index first, sorted
    std::vector<Event> events;                                           // in the order of `seq`
    std::uint64_t dropped = 0;  // events that were there before the first one, and are lost
};

}  // namespace herd::trace
