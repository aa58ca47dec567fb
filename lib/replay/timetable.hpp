#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "replay/movement.hpp"

namespace herd::replay {

/// How fast movement is replayed, and which times are said.
struct Pace {
    double speed = 1;      // so many times as fast as it was recorded
    bool is_fast = false;  // as fast as servers take it
    bool loops = false;    // from the beginning again, once all has been said
    bool is_now = false;   // the times are those of the replay
};

/// When each point of a movement is due, and the time that is said of it.
/// Shape:  points are numbered on and on, round after round. Times of one client never go back from one round
/// to
///         the next: where times are kept, the next round's are later by the length of the recording.
class Timetable {
public:
    /// Shape: `movement` is sorted, not empty, and outlives it; `start` is the time of day when the replay
    /// begins.
    Timetable(const Movement& movement, const Pace& pace, WallTime start);

    /// How many points there are in all; nothing: no end.
    std::optional<std::uint64_t> size() const;
    /// Whether points have a time to be said at.
    bool is_paced() const { return !pace_.is_fast; }
    const Point& point(std::uint64_t number) const;
    /// Since the replay's beginning. Shape: never less than that of the point before.
    nanoseconds due(std::uint64_t number) const;
    /// As clients write it.
    std::string time(std::uint64_t number) const;
    /// How long a round lasts, as it was recorded.
    nanoseconds length() const { return length_; }

private:
    nanoseconds since_first(std::uint64_t number) const;

    const Movement& movement_;
    Pace pace_;
    WallTime start_;
    nanoseconds length_;
    nanoseconds period_;  // of rounds
};

}  // namespace herd::replay
