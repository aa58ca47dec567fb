#include "support/test_client.hpp"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

namespace herd::test {
namespace {

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = sizeof(sockaddr_storage);

    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
    sockaddr_in& v4() { return reinterpret_cast<sockaddr_in&>(storage); }
    sockaddr_in6& v6() { return reinterpret_cast<sockaddr_in6&>(storage); }
};

SocketAddress make_address(const std::string& host, std::uint16_t port) {
    SocketAddress address;
    if (::inet_pton(AF_INET, host.c_str(), &address.v4().sin_addr) == 1) {
        address.v4().sin_family = AF_INET;
        address.v4().sin_port = htons(port);
        address.size = sizeof(sockaddr_in);
    } else if (::inet_pton(AF_INET6, host.c_str(), &address.v6().sin6_addr) == 1) {
        address.v6().sin6_family = AF_INET6;
        address.v6().sin6_port = htons(port);
        address.size = sizeof(sockaddr_in6);
    } else {
        throw std::runtime_error("no address: " + host);
    }
    return address;
}

Descriptor make_socket(int family) {
    Descriptor socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (socket.get() < 0) throw_system_error("socket");
    return socket;
}

/// Connects; returns 0, or why not.
int try_connect(const Descriptor& socket, SocketAddress address) {
    if (::connect(socket.get(), address.get(), address.size) == 0) return 0;
    if (errno != EINPROGRESS) return errno;
    await_events(socket, POLLOUT, "connect");
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) throw_system_error("SO_ERROR");
    return error;
}

void set_option(const Descriptor& socket, int option, const void* value, socklen_t size) {
    if (::setsockopt(socket.get(), SOL_SOCKET, option, value, size) != 0) throw_system_error("setsockopt");
}

SocketAddress local_address(const Descriptor& socket) {
    SocketAddress address;
    if (::getsockname(socket.get(), address.get(), &address.size) != 0) throw_system_error("getsockname");
    return address;
}

}  // namespace

TestClient::TestClient(std::uint16_t port, const Options& options) {
    const SocketAddress address = make_address(options.host, port);
    socket_ = make_socket(address.storage.ss_family);
    if (options.receive_buffer > 0)
        set_option(socket_, SO_RCVBUF, &options.receive_buffer, sizeof options.receive_buffer);
    errno = try_connect(socket_, address);
    if (errno != 0) throw_system_error("connect to port " + std::to_string(port));
}

void TestClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        bytes.remove_prefix(send_some(bytes));
        if (!bytes.empty()) await_events(socket_, POLLOUT, "send");
    }
}

std::size_t TestClient::send_some(std::string_view bytes) {
    const auto size = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size >= 0) return static_cast<std::size_t>(size);
    if (errno != EAGAIN && errno != EINTR) throw_system_error("send");
    return 0;
}

void TestClient::end_output() {
    if (::shutdown(socket_.get(), SHUT_WR) != 0) throw_system_error("shutdown");
}

std::string TestClient::receive() {
    if (!input_.empty()) return std::exchange(input_, {});
    std::array<char, 65536> buffer;
    for (;;) {
        await_events(socket_, POLLIN, "receive");
        const auto size = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
        if (size >= 0) return {buffer.data(), static_cast<std::size_t>(size)};
        if (errno != EAGAIN && errno != EINTR) throw_system_error("receive");
    }
}

std::string TestClient::take(std::size_t size) {
    std::string taken = input_.substr(0, size);
    input_.erase(0, size);
    return taken;
}

std::string TestClient::read_line() {
    std::string line;
    for (;;) {
        const std::string bytes = receive();
        if (bytes.empty()) throw std::runtime_error("the stream ended behind: " + line);
        const auto end = bytes.find('\n');
        line.append(bytes, 0, end);
        if (end == std::string::npos) continue;
        input_ = bytes.substr(end + 1);
        return line;
    }
}

std::string TestClient::read_block() {
    std::string block;
    for (;;) {
        const std::string line = read_line();
        block.append(line).push_back('\n');
        if (line.empty()) return block;
    }
}

std::string TestClient::read_rest() {
    std::string rest;
    for (;;) {
        const std::string bytes = receive();
        if (bytes.empty()) return rest;
        rest.append(bytes);
    }
}

std::string TestClient::ask(std::string_view line) {
    send(std::string(line) + "\n");
    return read_line();
}

bool TestClient::has_input() const {
    return !input_.empty() || has_events(socket_, POLLIN);
}

bool TestClient::has_room() const {
    return has_events(socket_, POLLOUT);
}

void TestClient::reset() {
    const linger at_once{1, 0};
    set_option(socket_, SO_LINGER, &at_once, sizeof at_once);
    socket_.close();
}

std::string TestClient::address() const {
    SocketAddress address = local_address(socket_);
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.storage.ss_family == AF_INET) {
        ::inet_ntop(AF_INET, &address.v4().sin_addr, text.data(), text.size());
        return std::string(text.data()) + ":" + std::to_string(ntohs(address.v4().sin_port));
    }
    ::inet_ntop(AF_INET6, &address.v6().sin6_addr, text.data(), text.size());
    return "[" + std::string(text.data()) + "]:" + std::to_string(ntohs(address.v6().sin6_port));
}

TestListener::TestListener() : socket_(bind_loopback()), port_(local_port(socket_)) {
    if (::listen(socket_.get(), SOMAXCONN) != 0) throw_system_error("listen");
}

TestClient TestListener::accept() {
    await_events(socket_, POLLIN, "accept");
    Descriptor accepted(::accept4(socket_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (accepted.get() < 0) throw_system_error("accept");
    return TestClient(std::move(accepted));
}

bool is_listening(std::uint16_t port) {
    const int error = try_connect(make_socket(AF_INET), make_address("127.0.0.1", port));
    if (error != 0 && error != ECONNREFUSED && error != ECONNRESET) {
        errno = error;
        throw_system_error("connect");
    }
    return error == 0;
}

Descriptor bind_loopback() {
    Descriptor socket = make_socket(AF_INET);
    const int on = 1;
    set_option(socket, SO_REUSEADDR, &on, sizeof on);
    SocketAddress address = make_address("127.0.0.1", 0);
    if (::bind(socket.get(), address.get(), address.size) != 0) throw_system_error("bind");
    return socket;
}

std::uint16_t local_port(const Descriptor& socket) {
    return ntohs(local_address(socket).v4().sin_port);
}

}  // namespace herd::test
