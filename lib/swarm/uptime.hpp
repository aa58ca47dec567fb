#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "config/config.hpp"
#include "fault/fault.hpp"

namespace herd::swarm {

/// Which servers run at a time, by what was done to them so far. When a scenario is played, what comes later
/// comes no sooner than was planned, so a server that runs by this plan runs then.
class Uptime {
public:
    /// What a planned time may be late by.
    static constexpr nanoseconds margin = std::chrono::milliseconds(1);

    explicit Uptime(const config::Config& config);

    /// Whether a fault makes sense now: a server that is down cannot be paused.
    bool allows(const fault::Fault& fault, nanoseconds now) const;
    void note(const fault::Fault& fault, nanoseconds now);
    /// Whatever ends by itself has ended.
    void note_lifted();

    bool is_up(std::size_t server, nanoseconds now) const { return states_[server].down_until < now; }
    bool answers(std::size_t server, nanoseconds now) const {
        return is_up(server, now) && states_[server].paused_until < now;
    }
    /// Whether it does not start by itself.
    bool is_down_for_good(std::size_t server) const { return states_[server].down_until == for_good; }
    /// Whether some server has lost its memory.
    bool has_forgotten() const { return has_forgotten_; }

private:
    static constexpr nanoseconds for_good = nanoseconds::max();
    static constexpr nanoseconds never = nanoseconds::min();
    struct State {
        nanoseconds down_until = never;
        nanoseconds paused_until = never;
    };

    State& state_of(const std::string& server);

    const config::Config& config_;
    std::vector<State> states_;
    bool has_forgotten_ = false;
};

}  // namespace herd::swarm
