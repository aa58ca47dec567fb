#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "fault/fault.hpp"
#include "fault/pace.hpp"
#include "fault/random.hpp"

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
    explicit Shaper(std::uint64_t seed) : random_(seed) {}

    /// What holds from now on; for bytes that wait, too, but what is on its way keeps the delay it was given.
    /// The count of a `close_after` goes on while its number stays the same.
    void set(const Conditions& conditions, SteadyTime now);
    const Conditions& conditions() const { return conditions_; }

    /// Whether it takes more: what waits is bounded, and whoever has more keeps it.
    bool has_room() const;
    /// Bytes that are sent now: whole messages. They have one delay.
    void push(std::string_view bytes, SteadyTime now);

    /// Appends to `out` what is due, of slices just one: to be written by itself. Bytes leave the shaper as
    /// they are handed out.
    void take(SteadyTime now, std::string& out);
    /// When `take` has something next; nothing: not before something changes.
    std::optional<SteadyTime> next_deadline() const;

    /// Whether the connection is to be closed, now that everything taken so far is written (CloseAfter).
    bool wants_close() const { return left_ == 0U; }
    /// Whether the message that was to be corrupted has been, and handed out: once, until the condition is
    /// lifted.
    bool has_corrupted() const { return has_corrupted_; }

    /// Bytes inside.
    std::size_t size() const { return bytes_.size() - at_; }
    bool empty() const { return size() == 0; }
    /// The connection is gone, and all that waits with it. A CloseAfter that was due is over.
    void clear();

private:
    /// What was pushed at once, or what is left of it.
    struct Chunk {
        std::size_t size;
        SteadyTime due;  // not before those in front of it have left
        bool has_begun;
    };

    void hand_out(std::size_t count, std::string& out);
    void choose_victim();

    Conditions conditions_;
    Random random_;
    std::string bytes_;  // of all chunks, behind those that are handed out
    std::size_t at_ = 0;
    std::deque<Chunk> chunks_;

    Pace pace_;
    SteadyTime slice_at_ = SteadyTime::min();  // when the next slice may leave
    SteadyTime last_taken_ = SteadyTime::min();

    std::optional<std::uint64_t> left_;  // bytes until the connection is to be closed
    std::optional<std::size_t> victim_;  // how far behind `at_` the byte is that is to be corrupted
    bool has_corrupted_ = false;
};

}  // namespace herd::fault
