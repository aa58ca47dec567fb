#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"

namespace herd::fault {

/// A link, by the names of its ends, in any order.
struct LinkName {
    std::string a;
    std::string b;
    friend bool operator==(const LinkName&, const LinkName&) = default;
};

/// What leaves `from` for `to`, its neighbour.
struct DirectionName {
    std::string from;
    std::string to;
    friend bool operator==(const DirectionName&, const DirectionName&) = default;
};

/// One direction of a link, or both.
using Where = std::variant<LinkName, DirectionName>;

// What may be done to a link. TCP's promise is kept: bytes are delayed, held up or cut off, and never lost
// from the middle.

/// The connection is closed, and there is none until it is healed.
struct Cut {
    LinkName link;
    friend bool operator==(const Cut&, const Cut&) = default;
};
/// New connections are refused; one that is up stays.
struct Refuse {
    LinkName link;
    friend bool operator==(const Refuse&, const Refuse&) = default;
};
/// The connection is reset, once; it is made again as after any failure.
struct Reset {
    LinkName link;
    friend bool operator==(const Reset&, const Reset&) = default;
};
/// Nothing moves, though the connection is open.
struct Stall {
    Where where;
    friend bool operator==(const Stall&, const Stall&) = default;
};

enum class Distribution { constant, uniform, normal, exponential };

/// Everything takes longer. `constant`: `delay`; `uniform`: `delay` give or take up to `jitter`; `normal`:
/// `jitter` is the standard deviation; `exponential`: `delay` and, on average, `jitter` more. Never less than
/// nothing, and bytes stay in order.
struct Latency {
    Where where;
    nanoseconds delay{};
    nanoseconds jitter{};
    Distribution distribution = Distribution::uniform;
    friend bool operator==(const Latency&, const Latency&) = default;
};
/// No more than so many bytes a second.
struct Bandwidth {
    Where where;
    std::uint64_t bytes_per_second = 0;
    friend bool operator==(const Bandwidth&, const Bandwidth&) = default;
};
/// Writes of at most `size` bytes, with a pause between them.
struct Slice {
    Where where;
    std::size_t size = 1;
    nanoseconds pause{};
    friend bool operator==(const Slice&, const Slice&) = default;
};
/// The connection is closed once so many bytes more have crossed; once.
struct CloseAfter {
    Where where;
    std::uint64_t bytes = 0;
    friend bool operator==(const CloseAfter&, const CloseAfter&) = default;
};
/// The first so many messages that want to cross are lost, by a cut that is healed after the last of them.
struct DropFirst {
    LinkName link;
    std::uint64_t messages = 1;
    friend bool operator==(const DropFirst&, const DropFirst&) = default;
};
/// The link is cut and healed by turns, for half of `period` each, beginning with a cut.
struct Flap {
    LinkName link;
    nanoseconds period{};
    friend bool operator==(const Flap&, const Flap&) = default;
};
/// A bit of the next message is wrong when it arrives; once.
struct Corrupt {
    Where where;
    friend bool operator==(const Corrupt&, const Corrupt&) = default;
};

// What may be done to a server.

/// It stops in order: everything that it owes is sent.
struct Stop {
    std::string server;
    friend bool operator==(const Stop&, const Stop&) = default;
};
/// It is gone at once: its memory is lost, its connections are reset.
struct Crash {
    std::string server;
    friend bool operator==(const Crash&, const Crash&) = default;
};
/// It runs again after a stop or crash, with empty memory.
struct Start {
    std::string server;
    friend bool operator==(const Start&, const Start&) = default;
};
/// It does nothing, though its connections stay open.
struct Pause {
    std::string server;
    friend bool operator==(const Pause&, const Pause&) = default;
};
struct Resume {
    std::string server;
    friend bool operator==(const Resume&, const Resume&) = default;
};
/// Its clock is off by `offset`, and by `drift_ppm` microseconds more with each second from now on.
struct Clock {
    std::string server;
    nanoseconds offset{};
    double drift_ppm = 0;
    friend bool operator==(const Clock&, const Clock&) = default;
};

// Presets: many faults at once. Links that a preset has no reason to cut stay as they are.

/// All links of a server are cut.
struct Isolate {
    std::string server;
    friend bool operator==(const Isolate&, const Isolate&) = default;
};
/// Links between servers of different groups are cut. Servers that are in no group are one more group.
struct Split {
    std::vector<std::vector<std::string>> groups;
    friend bool operator==(const Split&, const Split&) = default;
};
/// As split, but `server` keeps its links with all groups.
struct Bridge {
    std::string server;
    std::vector<std::vector<std::string>> groups;
    friend bool operator==(const Bridge&, const Bridge&) = default;
};
/// With all servers in a ring, in an order drawn at random, each keeps its links only with its nearest on
/// either side, as many as make a majority with it; so every server sees a majority, and each another one.
struct Majorities {
    friend bool operator==(const Majorities&, const Majorities&) = default;
};
/// A random half of the servers (at least one) are isolated one after another, `step` apart, and then healed
/// in another order.
struct Swizzle {
    nanoseconds step = std::chrono::milliseconds(50);
    friend bool operator==(const Swizzle&, const Swizzle&) = default;
};

/// Lifts what was set on a link, in either direction.
struct Heal {
    LinkName link;
    friend bool operator==(const Heal&, const Heal&) = default;
};
/// Lifts everything that was set on links, resumes what is paused, and sets the clocks right. Servers that
/// were stopped or have crashed stay so.
struct HealAll {
    friend bool operator==(const HealAll&, const HealAll&) = default;
};

using Action = std::variant<Cut, Refuse, Reset, Stall, Latency, Bandwidth, Slice, CloseAfter, DropFirst, Flap,
                            Corrupt, Stop, Crash, Start, Pause, Resume, Clock, Isolate, Split, Bridge,
                            Majorities, Swizzle, Heal, HealAll>;

/// Something that is done to a herd.
struct Fault {
    Action action;
    std::optional<nanoseconds> lasts;  // it is undone after so long; nothing: when it is healed
    friend bool operator==(const Fault&, const Fault&) = default;
};

/// A fault that waits for its time: `[[fault]]` in herd.toml.
struct PlannedFault {
    Fault fault;
    nanoseconds after{};  // the start of the herd
};

/// The fault in a few words, as it is written in a scenario: `latency Alford-Welsh 50ms +- 10ms, for 2s`,
/// `stall Alford->Welsh`.
std::string format_fault(const Fault& fault);

/// What a fault does, without where and how long: `cut`, `latency 50ms +- 10ms`, `paused`, `clock -2s`.
std::string format_effect(const Action& action);

/// What a fault is called in a scenario: `cut`, `close_after`, `heal`.
std::string format_verb(const Action& action);

std::string_view format_distribution(Distribution distribution);

/// Whether a fault ends by itself, at once or with what it waits for, so that it cannot last: `reset`,
/// `heal`, `corrupt`.
bool ends_by_itself(const Action& action);

}  // namespace herd::fault
