#pragma once

#include <cstdint>

#include "control/propagation.hpp"
#include "net/herd.hpp"

namespace herd::control {

/// Follows the updates of a herd that runs. What it costs does not grow with what the herd does: it looks at
/// the trace ten times a second, and at no more than some forty thousand events in a second. Where there are
/// more, it saves up for a look at a longer stretch of them, in which whole updates have room.
class PropagationWatch {
public:
    /// Shape: `herd` outlives it. It is made, and ends, on the loop or while that does not run.
    explicit PropagationWatch(net::Herd& herd);
    ~PropagationWatch();

    PropagationWatch(const PropagationWatch&) = delete;
    PropagationWatch& operator=(const PropagationWatch&) = delete;

    const Propagation& propagation() const { return propagation_; }

    /// Looks at the latest events now. Shape: on the loop.
    void read();

private:
    void turn();

    net::Herd& herd_;
    Propagation propagation_;
    std::uint64_t read_ = 0;     // the `seq` of the last event
    std::uint64_t savings_ = 0;  // events that may be looked at
    net::Herd::TimerId timer_;
};

}  // namespace herd::control
