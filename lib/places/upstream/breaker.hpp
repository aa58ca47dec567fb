#pragma once

#include <cstdint>
#include <optional>

#include "base/time.hpp"

namespace herd::places {

/// A circuit breaker: closed, it lets requests through; so many failures in a row open it, and it lets none
/// through; after a pause one request tries, and closes it or opens it again.
/// Not safe for threads.
class Breaker {
public:
    /// Shape: `failures` is at least 1.
    Breaker(int failures, nanoseconds pause) : limit_(failures), pause_(pause) {}

    /// What a request that was let through has to show when it comes back. What began before the breaker
    /// opened or closed says nothing of the host as it is now.
    struct Ticket {
        std::uint64_t era;
    };

    enum class Change { none, opened, opened_again, closed };

    /// Nothing: it is open.
    std::optional<Ticket> admit(SteadyTime now);

    Change on_success(Ticket ticket);
    Change on_failure(Ticket ticket, SteadyTime now);
    /// The request came to nothing that would tell of the host.
    void on_abandoned(Ticket ticket);

    bool is_open() const { return open_until_.has_value(); }
    /// When one request may try; nothing while it is closed. Past, while one tries.
    std::optional<SteadyTime> open_until() const { return open_until_; }

private:
    void open(SteadyTime now);

    int limit_;
    nanoseconds pause_;
    int failures_ = 0;  // in a row
    std::optional<SteadyTime> open_until_;
    bool is_trying_ = false;
    std::uint64_t era_ = 0;
};

}  // namespace herd::places
