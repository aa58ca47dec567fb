#include "control/client_socket.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

namespace herd::control {
namespace {

/// Waits until the socket is ready for `events`; false at the deadline.
bool await(int socket, short events, SteadyTime deadline) {
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - SteadyTime(std::chrono::steady_clock::now()));
        if (left.count() <= 0) return false;
        pollfd entry{socket, events, 0};
        const auto most = std::min<std::chrono::milliseconds::rep>(left.count(), 60'000);
        const int ready = ::poll(&entry, 1, static_cast<int>(most));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return false;
    }
}

}  // namespace

ClientSocket::ClientSocket(Descriptor socket) : socket_(std::move(socket)) {
    const int on = 1;
    ::setsockopt(number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool ClientSocket::fill(SteadyTime deadline) {
    if (taken_ == input_.size()) {
        input_.clear();
        taken_ = 0;
    }
    std::array<char, 16384> buffer;
    for (;;) {
        if (!await(number(), POLLIN, deadline)) return false;
        const auto size = ::recv(number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (size > 0) {
            input_.append(buffer.data(), static_cast<std::size_t>(size));
            return true;
        }
        if (size == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)) return false;
    }
}

bool ClientSocket::await_input(SteadyTime deadline) {
    return taken_ < input_.size() || await(number(), POLLIN, deadline);
}

ClientSocket::Head ClientSocket::read_head(std::string& head, std::size_t limit, SteadyTime deadline) {
    constexpr std::string_view end = "\r\n\r\n";
    head.clear();
    std::size_t searched = 0;
    for (;;) {
        const auto fresh = std::string_view(input_).substr(taken_);
        const auto found = fresh.find(end, searched);
        if (std::min(found, fresh.size()) > limit) {
            head = fresh.substr(0, limit);
            return Head::too_long;
        }
        if (found != std::string_view::npos) {
            head = fresh.substr(0, found + end.size());
            taken_ += head.size();
            return Head::complete;
        }
        searched = fresh.size() < end.size() ? 0 : fresh.size() - end.size() + 1;
        if (fill(deadline)) continue;
        head = std::string_view(input_).substr(taken_);
        const bool is_late = SteadyTime(std::chrono::steady_clock::now()) >= deadline;
        return is_late ? Head::late : Head::ended;
    }
}

std::size_t ClientSocket::read(char* bytes, std::size_t size, SteadyTime deadline) {
    if (taken_ == input_.size() && !fill(deadline)) return 0;
    const auto count = std::min(size, input_.size() - taken_);
    std::memcpy(bytes, input_.data() + taken_, count);
    taken_ += count;
    return count;
}

bool ClientSocket::write(std::string_view bytes, SteadyTime deadline) {
    while (!bytes.empty()) {
        const auto size = ::send(number(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (size >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(size));
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (!await(number(), POLLOUT, deadline)) return false;
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool ClientSocket::is_lost() const {
    pollfd entry{number(), POLLRDHUP, 0};
    return ::poll(&entry, 1, 0) > 0;
}

void ClientSocket::finish(SteadyTime deadline) {
    ::shutdown(number(), SHUT_WR);
    std::array<char, 4096> buffer;
    constexpr std::size_t most_discarded = std::size_t{4} << 20;
    for (std::size_t discarded = 0; discarded < most_discarded;) {
        const auto size = read(buffer.data(), buffer.size(), deadline);
        if (size == 0) return;
        discarded += size;
    }
}

}  // namespace herd::control
