#pragma once

#include <condition_variable>
#include <mutex>

#include "base/time.hpp"

namespace herd::log {

/// What the writer's thread sleeps on.
class Alarm {
public:
    enum class Reason { time, ring, end };

    /// Any thread: the sleeper has work before its time.
    void ring();

    /// Any thread: the sleeper shall end. Stays so.
    void end();

    /// One thread: sleeps for so long, or until it rings, or has rung since the last sleep, or the end is
    /// there.
    Reason sleep(nanoseconds longest);

private:
    std::mutex mutex_;
    std::condition_variable condition_;
    bool rung_ = false;
    bool ended_ = false;
};

}  // namespace herd::log
