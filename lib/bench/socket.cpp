#include "bench/socket.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace herd::bench {
namespace {

/// Waits until a connection is made. Returns the error's number, or 0.
int await_connection(const Socket& socket, nanoseconds patience) {
    pollfd descriptor{socket.number(), POLLOUT, 0};
    const auto limit = std::chrono::duration_cast<std::chrono::milliseconds>(patience).count();
    const int ready = ::poll(&descriptor, 1, static_cast<int>(std::clamp<std::int64_t>(limit, 1, 1 << 30)));
    if (ready < 0) return errno;
    if (ready == 0) return ETIMEDOUT;
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

/// Connects to one address. The error's number is left in `error`.
Socket connect_address(const addrinfo& address, nanoseconds patience, int& error) {
    Socket socket(
        ::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol));
    error = socket.number() < 0 ? errno : 0;
    if (error != 0) return socket;
    if (::connect(socket.number(), address.ai_addr, address.ai_addrlen) != 0)
        error = errno == EINPROGRESS ? await_connection(socket, patience) : errno;
    const int on = 1;
    ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

}  // namespace

Socket& Socket::operator=(Socket&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

Socket::~Socket() {
    if (number_ >= 0) ::close(number_);
}

std::string format_endpoint(const Endpoint& endpoint) {
    const bool is_v6 = endpoint.host.find(':') != std::string::npos;
    return (is_v6 ? "[" + endpoint.host + "]" : endpoint.host) + ":" + std::to_string(endpoint.port);
}

Result<Socket, std::string> connect_to(const Endpoint& endpoint, nanoseconds patience) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const auto port = std::to_string(endpoint.port);
    if (const int failure = ::getaddrinfo(endpoint.host.c_str(), port.c_str(), &hints, &found); failure != 0)
        return unexpected(format_endpoint(endpoint) + ": " + ::gai_strerror(failure));
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, ::freeaddrinfo);
    int error = EADDRNOTAVAIL;
    for (const addrinfo* address = addresses.get(); address != nullptr; address = address->ai_next) {
        Socket socket = connect_address(*address, patience, error);
        if (error == 0) return socket;
    }
    return unexpected(format_endpoint(endpoint) + ": " + std::strerror(error));
}

}  // namespace herd::bench
