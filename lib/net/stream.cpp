#include "net/stream.hpp"

#include <algorithm>
#include <cstring>
#include <netinet/tcp.h>
#include <utility>

#include <asio/buffer.hpp>
#include <asio/error.hpp>

#include "net/endpoint.hpp"

namespace herd::net {
namespace {

/// An output buffer that has grown past this is given back when it is empty.
constexpr std::size_t kept_capacity = 16384;

/// What a burst is read into: one buffer for all streams of the loop's thread.
std::array<char, 65536>& burst_buffer() {
    static thread_local std::array<char, 65536> buffer;
    return buffer;
}

}  // namespace

Stream::Stream(Socket socket, std::size_t burst, Gate& gate)
    : socket_(std::move(socket)), burst_(std::min(burst, burst_buffer().size())), gate_(gate) {
    std::error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    std::error_code error;
    const auto endpoint = socket_.remote_endpoint(error);
    if (error) {
        peer_ = "unknown";
        return;
    }
    is_peer_loopback_ = endpoint.address().is_loopback();
    peer_ = format_endpoint(endpoint);
}

void Stream::read() {
    if (std::exchange(is_reading_, true)) return;
    socket_.async_read_some(asio::buffer(chunk_),
                            [self = shared_from_this()](const std::error_code& error, std::size_t size) {
                                self->gate_.pass([self, error, size] { self->on_readable(error, size); });
                            });
}

void Stream::on_readable(const std::error_code& error, std::size_t size) {
    is_reading_ = false;
    if (!listener_) return;
    if (error) {
        if (error != asio::error::operation_aborted) listener_->on_end(error);
        return;
    }
    if (size < chunk_.size()) {
        listener_->on_bytes({chunk_.data(), size});
        return;
    }
    auto& buffer = burst_buffer();
    std::memcpy(buffer.data(), chunk_.data(), size);
    // Whatever is wrong shows at the next read.
    std::error_code ignored;
    size += socket_.read_some(asio::buffer(buffer.data() + size, burst_ - size), ignored);
    listener_->on_bytes({buffer.data(), size});
}

std::string_view Stream::read_now(std::error_code& error) {
    auto& buffer = burst_buffer();
    return {buffer.data(), socket_.read_some(asio::buffer(buffer), error)};
}

bool Stream::flush() {
    std::error_code error;
    written_ = 0;
    written_ = write_some(error);
    if (error && error != asio::error::would_block) {
        // The listener hears of it from the loop, as of every other end: it may be in the middle of
        // something.
        output_.clear();
        is_writing_ = true;
        asio::post(socket_.get_executor(), [self = shared_from_this(), error] {
            self->gate_.pass([self, error] {
                if (self->listener_) self->listener_->on_end(error);
            });
        });
        return false;
    }
    if (written_ == output_.size()) {
        output_.clear();
        if (output_.capacity() > kept_capacity) output_.shrink_to_fit();
        return true;
    }
    is_writing_ = true;
    wait_writable();
    return false;
}

std::size_t Stream::write_some(std::error_code& error) {
    return socket_.write_some(asio::buffer(output_.data() + written_, output_.size() - written_), error);
}

void Stream::wait_writable() {
    socket_.async_wait(Socket::wait_write, [self = shared_from_this()](const std::error_code& error) {
        self->gate_.pass([self, error] { self->on_writable(error); });
    });
}

void Stream::on_writable(std::error_code error) {
    if (!listener_) return;
    if (!error) written_ += write_some(error);
    if (error && error != asio::error::would_block) {
        listener_->on_end(error);
    } else if (written_ < output_.size()) {
        wait_writable();
    } else {
        output_.clear();
        if (output_.capacity() > kept_capacity) output_.shrink_to_fit();
        is_writing_ = false;
        listener_->on_written();
    }
}

void Stream::end_output() {
    std::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void Stream::close() {
    listener_ = nullptr;
    std::error_code ignored;
    socket_.close(ignored);
}

void Stream::reset() {
    std::error_code ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    close();
}

std::string Stream::address() const {
    std::error_code error;
    const auto endpoint = socket_.local_endpoint(error);
    return error ? "unknown" : format_endpoint(endpoint);
}

void Stream::keep_alive() {
    using Idle = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_KEEPIDLE>;
    using Interval = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_KEEPINTVL>;
    using Count = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_KEEPCNT>;
    std::error_code ignored;
    socket_.set_option(asio::socket_base::keep_alive(true), ignored);
    socket_.set_option(Idle(5), ignored);
    socket_.set_option(Interval(1), ignored);
    socket_.set_option(Count(3), ignored);
}

}  // namespace herd::net
