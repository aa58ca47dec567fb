#include "socket_client.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace herd::bench {

void fail(const std::string& what) {
    std::fprintf(stderr, "herd_figures: %s: %s\n", what.c_str(), std::strerror(errno));
    std::exit(1);
}

SocketClient::SocketClient(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    if (socket_ < 0) fail("socket");
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("connect");
}

SocketClient::~SocketClient() {
    if (socket_ >= 0) close(socket_);
}

SocketClient::SocketClient(SocketClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), received_(std::move(other.received_)) {}

void SocketClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0) fail("send");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string SocketClient::receive_until(std::string_view end) {
    std::size_t searched = 0;
    for (;;) {
        const auto at = received_.find(end, searched);
        if (at != std::string::npos) {
            std::string answer = received_.substr(0, at + end.size());
            received_.erase(0, at + end.size());
            return answer;
        }
        searched = received_.size() < end.size() ? 0 : received_.size() - end.size() + 1;
        char buffer[65536];
        const auto size = recv(socket_, buffer, sizeof buffer, 0);
        if (size <= 0) fail("receive");
        received_.append(buffer, static_cast<std::size_t>(size));
    }
}

void SocketClient::drain() {
    char buffer[65536];
    while (recv(socket_, buffer, sizeof buffer, MSG_DONTWAIT) > 0) {
    }
}

}  // namespace herd::bench
