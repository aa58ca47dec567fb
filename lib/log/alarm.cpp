#include "log/alarm.hpp"

#include <utility>

namespace herd::log {

void Alarm::ring() {
    {
        const std::lock_guard lock(mutex_);
        rung_ = true;
    }
    condition_.notify_one();
}

void Alarm::end() {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    condition_.notify_one();
}

Alarm::Reason Alarm::sleep(nanoseconds longest) {
    std::unique_lock lock(mutex_);
    condition_.wait_for(lock, longest, [this] { return rung_ || ended_; });
    if (ended_) return Reason::end;
    return std::exchange(rung_, false) ? Reason::ring : Reason::time;
}

}  // namespace herd::log
