#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <sys/epoll.h>

#include "base/time.hpp"

namespace herd::bench {

/// Tells which sockets can be read or written.
class Poller {
public:
    /// Errors: throws std::system_error if the system has no more descriptors.
    Poller();
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;
    ~Poller();

    void add(int socket, std::size_t connection);
    /// Whether it is told when a socket can be written.
    void watch_output(int socket, std::size_t connection, bool is_watched);

    /// Those that are ready, with the number of the connection in `data.u64`, waiting for the first one so
    /// long at most. Units: to the microsecond.
    std::span<const epoll_event> wait(nanoseconds patience);

private:
    int epoll_;
    std::array<epoll_event, 512> events_{};
};

}  // namespace herd::bench
