#pragma once

#include <cstdint>

#include "base/time.hpp"

namespace herd::fault {

/// A line that carries so many bytes a second, and knows exactly, however long it runs, how many that makes.
/// A byte has crossed at the end of its time on the line; a line that stands idle saves nothing up.
class Pace {
public:
    /// Shape: 1 to `largest_rate`.
    void start(std::uint64_t bytes_per_second, SteadyTime now);

    std::uint64_t rate() const { return rate_; }

    /// There is something to send from `ready` on: if the line was idle before, it begins then.
    void await(SteadyTime ready);

    /// How many bytes more have had the time to cross.
    std::uint64_t allowance(SteadyTime now);
    void spend(std::uint64_t bytes) { sent_ += static_cast<std::int64_t>(bytes); }

    /// When so many bytes more will have crossed. Shape: they fit into half an hour or `largest_rate`.
    SteadyTime time_of(std::uint64_t bytes) const;

private:
    std::uint64_t rate_ = 0;
    SteadyTime since_;
    std::int64_t sent_ = 0;  // since then; less than nothing when whole seconds were not used
};

}  // namespace herd::fault
