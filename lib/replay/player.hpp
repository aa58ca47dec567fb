#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "replay/connection.hpp"
#include "replay/timetable.hpp"

namespace herd::replay {

/// Who is told of the points, and how patiently.
struct Stage {
    std::vector<bench::Endpoint> servers;             // clients are dealt out to them in turn
    nanoseconds patience = std::chrono::seconds(10);  // for the last answers
};

/// Says the points of a movement to servers as their clients would, on one connection a server. Blocks.
class Player {
public:
    /// Shape: all outlive it.
    Player(const Movement& movement, const Timetable& timetable, const Stage& stage)
        : movement_(movement), timetable_(timetable), stage_(stage) {}

    /// Plays until all has been said and answered, or `is_over`. `on_turn` is called now and then with what
    /// has been said so far. Errors: a server that cannot be connected to at the beginning, as `HOST:PORT:
    /// why`.
    Result<Tally, std::string> play(const std::atomic<bool>& is_over,
                                    const std::function<void(std::uint64_t said, const Tally&)>& on_turn);

private:
    Result<void, std::string> connect();
    void say_what_is_due(nanoseconds elapsed);
    void wait(nanoseconds patience);
    bool is_waiting() const;

    const Movement& movement_;
    const Timetable& timetable_;
    const Stage& stage_;
    Tally tally_;
    std::vector<Connection> connections_;
    std::uint64_t next_ = 0;
};

}  // namespace herd::replay
