#pragma once

#include <chrono>

namespace herd {

using std::chrono::nanoseconds;

/// Time of a clock that never goes back; for deadlines.
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, nanoseconds>;

/// POSIX time as a server's clock tells it; for receipts and logs.
using WallTime = std::chrono::time_point<std::chrono::system_clock, nanoseconds>;

/// Both clocks, read once for a turn of the loop and handed in: nothing below `net` owns a clock.
struct Now {
    SteadyTime steady;
    WallTime wall;
};

}  // namespace herd
