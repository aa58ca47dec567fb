#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "fault/fault.hpp"

namespace herd::fault {

/// What is done to the bytes of one direction of a link.
struct Conditions {
    bool is_stalled = false;
    nanoseconds delay{};
    nanoseconds jitter{};
    Distribution distribution = Distribution::constant;
    std::uint64_t bytes_per_second = 0;  // 0: no limit
    std::size_t slice = 0;               // 0: whole
    nanoseconds slice_pause{};
    std::optional<std::uint64_t> close_after;  // bytes
    bool corrupts = false;                     // the next message

    /// Whether bytes cross as if there were no shaper.
    bool is_clear() const;
    friend bool operator==(const Conditions&, const Conditions&) = default;
};

/// One direction of a link under conditions: bytes go in when they are sent, and come out when they are to be
/// written to the socket. In order, whole, and nothing twice. Holds no clock: the time goes in.
class Shaper {
public:
    /// Shape: the same seed and the same calls make the same delays.
    explicit Shaper(std::uint64_t seed);

    /// What holds from now on; for bytes that wait, too, but what is on its way keeps the delay it was given.
    void set(const Conditions& conditions, SteadyTime now);
    const Conditions& conditions() const;

    /// Whether it takes more: what waits is bounded, and whoever has more keeps it.
    bool has_room() const;
    /// Bytes that are sent now: whole messages.
    void push(std::string_view bytes, SteadyTime now);

    /// Appends to `out` what is due. Bytes leave the shaper as they are handed out.
    void take(SteadyTime now, std::string& out);
    /// When `take` has something next; nothing: not before something changes.
    std::optional<SteadyTime> next_deadline() const;

    /// Whether the connection is to be closed, now that everything taken so far is written (CloseAfter).
    bool wants_close() const;
    /// Whether the message that was to be corrupted has been: once, and the condition is over.
    bool has_corrupted() const;

    /// Bytes inside.
    std::size_t size() const;
    bool empty() const { return size() == 0; }
    /// The connection is gone, and all that waits with it. A CloseAfter that was due is over.
    void clear();

private:
    // To be designed.
};

}  // namespace herd::fault
