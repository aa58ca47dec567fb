#pragma once

#include <optional>

#include "base/time.hpp"

namespace herd::net {

/// Reads both clocks.
inline Now read_clocks() {
    return {std::chrono::steady_clock::now(), std::chrono::system_clock::now()};
}

/// The clocks as the loop sees them: what one socket brings happens at one time, for which they are read
/// once, when somebody asks.
class LoopClock {
public:
    Now now() {
        if (!is_event_) return read_clocks();
        if (!event_) event_ = read_clocks();
        return *event_;
    }

    void begin_event() {
        is_event_ = true;
        event_.reset();
    }
    void end_event() { is_event_ = false; }

private:
    bool is_event_ = false;
    std::optional<Now> event_;
};

}  // namespace herd::net
