#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <sys/epoll.h>
#include <system_error>
#include <vector>

#include <asio/posix/basic_stream_descriptor.hpp>

#include "net/asio.hpp"
#include "net/clock.hpp"

namespace herd::net {

/// Tells connections when they may be read and written. It has an epoll of its own inside the loop's, since
/// asking Asio costs each read a system call that finds nothing, and each operation an object: here all that
/// is ready is asked for at once, and stays asked for until it is taken back.
///
/// Source: docs/decisions/0014-an-epoll-of-its-own.md
class Poller {
public:
    /// A connection that waits.
    class Watched {
    public:
        /// Shape: `events` as epoll tells them. May end any connection.
        virtual void on_ready(std::uint32_t events) = 0;

    protected:
        ~Watched() = default;
    };

    /// Errors: throws std::system_error if the system has no epoll left.
    Poller(asio::io_context& loop, LoopClock& clock);

    /// A connection's place in the poller.
    struct Key {
        std::uint32_t index = 0;
        std::uint32_t serial = 0;  // an index is used again, a serial number for a long time is not
    };
    Key add(Watched& watched);
    void remove(Key key);

    /// Asks for events of a descriptor in the place of those that were asked for before. Shape: `EPOLLIN` and
    /// `EPOLLOUT`; 0 for none. It is told of errors as long as it asks for anything. Errors: the kernel's, if
    /// it has no room to watch one more.
    std::error_code ask(Key key, int descriptor, std::uint32_t before, std::uint32_t events);

    asio::io_context& loop() { return loop_; }

private:
    using Descriptor = asio::posix::basic_stream_descriptor<Executor>;

    void wait();
    void turn();

    asio::io_context& loop_;
    LoopClock& clock_;
    Descriptor epoll_;
    std::array<epoll_event, 16> events_;
    struct Entry {
        Watched* watched = nullptr;
        std::uint32_t serial = 0;
    };
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> free_;
    bool is_waiting_ = false;
};

}  // namespace herd::net
