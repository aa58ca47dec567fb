#include "net/stream.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include <asio/error.hpp>

#include "net/endpoint.hpp"

namespace herd::net {
namespace {

/// What is read comes into one buffer for all streams of the loop's thread.
std::array<char, 65536>& read_buffer() {
    static thread_local std::array<char, 65536> buffer;
    return buffer;
}

std::error_code last_error() {
    return {errno, std::system_category()};
}

void set_option(int descriptor, int level, int name, int value) {
    // Only an option: the connection works without it.
    static_cast<void>(::setsockopt(descriptor, level, name, &value, sizeof value));
}

}  // namespace

Stream::Stream(Socket socket, Manner manner, Poller& poller, Gate& gate)
    : poller_(poller), key_(poller.add(*this)), manner_(manner), gate_(gate) {
    std::error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (!error) {
        is_peer_loopback_ = peer.address().is_loopback();
        peer_ = format_endpoint(peer);
    }
    const auto address = socket.local_endpoint(error);
    if (!error) address_ = format_endpoint(address);
    socket.non_blocking(true, error);
    descriptor_ = socket.release(error);
    set_option(descriptor_, IPPROTO_TCP, TCP_NODELAY, 1);
}

Stream::~Stream() {
    close();
    poller_.remove(key_);
}

/// Asks the poller for these events and no others.
void Stream::ask(std::uint32_t events) {
    if (events == asked_ || descriptor_ < 0) return;
    if (const auto error = poller_.ask(key_, descriptor_, asked_, events)) {
        fail_later(error);
        return;
    }
    asked_ = events;
}

/// The listener hears of it from the loop, as of every other end: it may be in the middle of something.
void Stream::fail_later(const std::error_code& error) {
    asio::post(poller_.loop(), [weak = weak_from_this(), error] {
        const auto self = weak.lock();
        if (!self) return;
        self->gate_.pass([self, error] {
            if (self->listener_) self->listener_->on_end(error);
        });
    });
}

void Stream::read() {
    if (std::exchange(is_reading_, true)) return;
    ask(asked_ | EPOLLIN);
}

void Stream::on_ready(std::uint32_t events) {
    const auto self = shared_from_this();
    constexpr std::uint32_t broken = EPOLLERR | EPOLLHUP;
    if ((events & (EPOLLOUT | broken)) && (asked_ & EPOLLOUT)) {
        ask(asked_ & ~std::uint32_t{EPOLLOUT});
        gate_.pass([self] { self->on_writable(); });
    }
    if (!(events & (EPOLLIN | broken)) || !(asked_ & EPOLLIN)) return;
    // Who has not asked for more by now, as nearly all have, is not told again and again.
    if (!std::exchange(is_reading_, false)) {
        ask(asked_ & ~std::uint32_t{EPOLLIN});
        return;
    }
    if (!read_in_turn()) gate_.pass([self] { self->on_readable(); });
}

/// Reads what is handed on when others have been read that are ready, too; returns whether that is so.
bool Stream::read_in_turn() {
    if (!manner_.in_turn || !gate_.is_open()) return false;
    const std::span<char> room = poller_.room();
    if (room.size() < manner_.burst) return false;
    std::error_code error;
    const std::size_t size = read_some(room.first(manner_.burst), error);
    poller_.put_read(key_, size, error);
    return true;
}

void Stream::on_read(std::string_view bytes, const std::error_code& error) {
    const auto self = shared_from_this();
    if (gate_.is_open()) {
        hand_on(bytes, error);
    } else {
        // Somebody has closed it in this turn.
        gate_.pass([self, held = std::string(bytes), error] { self->hand_on(held, error); });
    }
}

void Stream::on_readable() {
    if (!listener_) return;
    const std::span<char> buffer(read_buffer());
    std::error_code error;
    const std::size_t size = read_some(buffer.first(std::min(manner_.burst, buffer.size())), error);
    hand_on({buffer.data(), size}, error);
}

void Stream::hand_on(std::string_view bytes, const std::error_code& error) {
    if (!listener_) return;
    if (error == asio::error::would_block) {
        read();
    } else if (error) {
        listener_->on_end(error);
    } else {
        listener_->on_bytes(bytes);
    }
}

std::size_t Stream::read_some(std::span<char> into, std::error_code& error) {
    ssize_t size = 0;
    do {
        size = ::recv(descriptor_, into.data(), into.size(), 0);
    } while (size < 0 && errno == EINTR);
    if (size < 0) error = last_error();
    if (size == 0) error = asio::error::eof;
    return size < 0 ? 0 : static_cast<std::size_t>(size);
}

std::string_view Stream::read_now(std::error_code& error) {
    const std::size_t size = read_some(read_buffer(), error);
    return {read_buffer().data(), size};
}

bool Stream::flush() {
    std::error_code error;
    written_ = 0;
    if (manner_.in_turn && poller_.put_write(key_)) {
        is_writing_ = true;
        return false;
    }
    written_ = write_some(error);
    if (error && error != asio::error::would_block) {
        output_.clear();
        is_writing_ = true;
        fail_later(error);
        return false;
    }
    if (written_ == output_.size()) {
        end_write();
        return true;
    }
    is_writing_ = true;
    ask(asked_ | EPOLLOUT);
    return false;
}

void Stream::on_turn_end() {
    gate_.pass([self = shared_from_this()] { self->on_writable(); });
}

std::size_t Stream::write_some(std::error_code& error) {
    ssize_t size = 0;
    do {
        size = ::send(descriptor_, output_.data() + written_, output_.size() - written_, MSG_NOSIGNAL);
    } while (size < 0 && errno == EINTR);
    if (size < 0) error = last_error();
    return size < 0 ? 0 : static_cast<std::size_t>(size);
}

void Stream::end_write() {
    output_.clear();
    if (output_.capacity() > manner_.kept) output_.shrink_to_fit();
}

void Stream::on_writable() {
    if (!listener_) return;
    std::error_code error;
    written_ += write_some(error);
    if (error && error != asio::error::would_block) {
        listener_->on_end(error);
    } else if (written_ < output_.size()) {
        ask(asked_ | EPOLLOUT);
    } else {
        end_write();
        is_writing_ = false;
        listener_->on_written();
    }
}

void Stream::end_output() {
    if (descriptor_ >= 0) ::shutdown(descriptor_, SHUT_WR);
}

void Stream::close() {
    listener_ = nullptr;
    if (descriptor_ < 0) return;
    ask(0);
    ::close(std::exchange(descriptor_, -1));
}

void Stream::reset() {
    const linger at_once{1, 0};
    if (descriptor_ >= 0) ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close();
}

void Stream::keep_alive() {
    set_option(descriptor_, SOL_SOCKET, SO_KEEPALIVE, 1);
    set_option(descriptor_, IPPROTO_TCP, TCP_KEEPIDLE, 5);
    set_option(descriptor_, IPPROTO_TCP, TCP_KEEPINTVL, 1);
    set_option(descriptor_, IPPROTO_TCP, TCP_KEEPCNT, 3);
}

}  // namespace herd::net
