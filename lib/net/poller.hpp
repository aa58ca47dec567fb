#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
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
/// When several connections are ready, a turn may first read them all, then hand on what they have read, then
/// write what they have to say: the kernel's work and the herd's throw each other out of the caches less
/// often, and there is more to send on at once.
///
/// Source: docs/decisions/0014-an-epoll-of-its-own.md
class Poller {
public:
    /// A connection that waits.
    class Watched {
    public:
        /// Shape: `events` as epoll tells them. May end any connection.
        virtual void on_ready(std::uint32_t events) = 0;
        /// What it has read in this turn, or why it has read nothing. Shape: as `on_ready`.
        virtual void on_read(std::string_view bytes, const std::error_code& error) = 0;
        /// The time has come for what it wanted to write. Shape: as `on_ready`.
        virtual void on_turn_end() = 0;

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

    /// Where a connection that is told that it is ready may read to; empty if it is ready alone, or the turn
    /// has no room left.
    std::span<char> room();
    /// `on_read` follows once all that are ready have been told. Shape: `size` bytes of `room` were read.
    void put_read(Key key, std::size_t size, const std::error_code& error);
    /// `on_turn_end` follows once what all have read was handed on; returns whether that is so. It is not so
    /// if there is nothing to wait for.
    bool put_write(Key key);

    asio::io_context& loop() { return loop_; }

private:
    using Descriptor = asio::posix::basic_stream_descriptor<Executor>;

    void wait();
    void turn();
    void hand_on();
    void write();
    Watched* find(Key key) const;

    asio::io_context& loop_;
    LoopClock& clock_;
    Descriptor epoll_;
    std::array<epoll_event, 64> events_;
    struct Entry {
        Watched* watched = nullptr;
        std::uint32_t serial = 0;
    };
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> free_;
    bool is_waiting_ = false;

    // Of a turn.
    struct Read {
        Key key;
        std::string_view bytes;
        std::error_code error;
    };
    bool is_shared_ = false;  // more than one was ready, and not all has been handed on yet
    std::array<char, 65536> buffer_;
    std::size_t used_ = 0;
    std::vector<Read> reads_;
    std::vector<Key> writes_;
};

}  // namespace herd::net
