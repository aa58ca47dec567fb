#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"

namespace herd::places {

/// How many requests may still be sent today, in UTC. Not safe for threads.
class Budget {
public:
    /// Requests a day; nothing: as many as are asked.
    explicit Budget(std::optional<std::uint64_t> daily) : daily_(daily) {}

    enum class Grant { given, refused_first, refused };  // the first time on this day, or once more

    Grant take(WallTime now);
    /// What was taken has not been spent, since the host was never asked.
    void give_back(WallTime now);

    /// "the 1000 requests of this day ([places] daily_budget) are spent; the next day begins at ..."
    std::string format_spent(WallTime now) const;

private:
    void begin_day(WallTime now);

    std::optional<std::uint64_t> daily_;
    std::chrono::sys_days day_;
    std::uint64_t taken_ = 0;
    bool has_refused_ = false;
};

}  // namespace herd::places
