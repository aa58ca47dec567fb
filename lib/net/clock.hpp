#pragma once

#include <optional>

#include "base/time.hpp"

namespace herd::net {

/// Reads both clocks.
inline Now read_clocks() {
    return {std::chrono::steady_clock::now(), std::chrono::system_clock::now()};
}

/// The clocks as the loop sees them: what one socket brings happens at one time, for which they are read
/// once.
class LoopClock {
public:
    Now now() const { return event_ ? *event_ : read_clocks(); }

    void begin_event() { event_ = read_clocks(); }
    void end_event() { event_.reset(); }

private:
    std::optional<Now> event_;
};

}  // namespace herd::net
