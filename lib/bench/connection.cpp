#include "bench/connection.hpp"

#include <bit>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <utility>

#include "base/quantity.hpp"

namespace herd::bench {
namespace {

/// No server has more to say at once. Units: bytes.
constexpr std::size_t longest_answer = std::size_t{4} << 20;

bool is_passing(int error) {
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

}  // namespace

Connection::Connection(std::size_t number, std::size_t depth, Socket socket, const Endpoint& endpoint)
    : number_(number),
      depth_(depth),
      socket_(std::move(socket)),
      endpoint_(endpoint),
      departures_(std::bit_ceil(depth)) {}

void Connection::add_request(Dialect& dialect, Departure departure) {
    dialect.append_request(number_, output_);
    departures_[(oldest_ + open_) & (departures_.size() - 1)] = departure;
    ++open_;
}

Result<void, LoadError> Connection::flush() {
    if (output_.empty()) return {};
    const auto sent = ::send(socket_.number(), output_.data(), output_.size(), MSG_NOSIGNAL);
    if (sent < 0) {
        if (is_passing(errno)) return {};
        return unexpected(make_error(LoadFault::lost, std::strerror(errno)));
    }
    output_.erase(0, static_cast<std::size_t>(sent));
    return {};
}

/// What there is to be read: the beginning of an answer that was kept, and what has come.
Result<std::string_view, LoadError> Connection::receive_some(std::string& buffer) {
    const auto size = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
    if (size == 0) return unexpected(make_error(LoadFault::lost, "the server closed the connection"));
    if (size < 0) {
        if (is_passing(errno)) return std::string_view(input_);
        return unexpected(make_error(LoadFault::lost, std::strerror(errno)));
    }
    const std::string_view received(buffer.data(), static_cast<std::size_t>(size));
    if (input_.empty()) return received;
    input_.append(received);
    return std::string_view(input_);
}

Result<std::size_t, LoadError> Connection::check_answer(Dialect& dialect, std::string_view bytes) const {
    if (open_ == 0)
        return unexpected(make_error(LoadFault::wrong, "the server said something without being asked"));
    auto size = dialect.take_answer(number_, bytes);
    if (!size) return unexpected(make_error(LoadFault::wrong, size.error()));
    return *size;
}

Departure Connection::close_oldest() {
    const Departure departure = departures_[oldest_];
    oldest_ = (oldest_ + 1) & (departures_.size() - 1);
    --open_;
    return departure;
}

/// Keeps the beginning of an answer, which may be a part of what is kept already.
Result<void, LoadError> Connection::keep(std::string_view bytes) {
    if (bytes.size() > longest_answer)
        return unexpected(
            make_error(LoadFault::wrong, "an answer is longer than " + format_size(longest_answer)));
    if (input_.empty()) {
        input_ = bytes;
    } else {
        input_.erase(0, input_.size() - bytes.size());
    }
    return {};
}

LoadError Connection::make_error(LoadFault fault, const std::string& why) const {
    return {fault, format_endpoint(endpoint_) + ": " + why};
}

}  // namespace herd::bench
