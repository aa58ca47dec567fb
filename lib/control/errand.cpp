#include "control/errand.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <memory>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include "control/descriptor.hpp"

namespace herd::control {
namespace {

constexpr auto errand_turn = std::chrono::milliseconds(50);

/// Waits until a socket is ready; why not, if the deadline comes first or it is to end.
Result<void, ErrandFault> await_socket(const Descriptor& socket, short events, SteadyTime deadline,
                                       const std::function<bool()>& is_over) {
    for (;;) {
        if (is_over()) return unexpected(ErrandFault::given_up);
        const auto left = deadline - SteadyTime(std::chrono::steady_clock::now());
        if (left <= left.zero()) return unexpected(ErrandFault::timeout);
        const auto wait = std::min<nanoseconds>(left, errand_turn);
        pollfd entry{socket.number(), events, 0};
        const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(wait).count();
        if (::poll(&entry, 1, static_cast<int>(milliseconds)) > 0) return {};
    }
}

Result<Descriptor, ErrandFault> connect_to(const std::string& host, std::uint16_t port, SteadyTime deadline,
                                           const std::function<bool()>& is_over) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list) != 0)
        return unexpected(ErrandFault::no_connection);
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, ::freeaddrinfo);
    for (const addrinfo* one = list; one != nullptr; one = one->ai_next) {
        Descriptor socket(
            ::socket(one->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, one->ai_protocol));
        if (!socket.is_open()) continue;
        if (::connect(socket.number(), one->ai_addr, one->ai_addrlen) != 0) {
            if (errno != EINPROGRESS) continue;
            if (const auto ready = await_socket(socket, POLLOUT, deadline, is_over); !ready)
                return unexpected(ready.error());
            int error = 0;
            socklen_t size = sizeof error;
            ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &error, &size);
            if (error != 0) continue;
        }
        return socket;
    }
    return unexpected(ErrandFault::no_connection);
}

}  // namespace

Result<std::string, ErrandFault> run_errand(const std::string& host, std::uint16_t port,
                                            std::string_view line, SteadyTime deadline, std::size_t most,
                                            const std::function<bool()>& is_over) {
    auto socket = connect_to(host, port, deadline, is_over);
    if (!socket) return unexpected(socket.error());
    const std::string text = std::string(line) + "\n";
    std::string_view unsent = text;
    std::string answer;
    std::array<char, 65536> buffer;
    for (;;) {
        // A server that refuses a line may answer before it has all of it.
        const short events = unsent.empty() ? POLLIN : POLLIN | POLLOUT;
        if (const auto ready = await_socket(*socket, events, deadline, is_over); !ready)
            return unexpected(ready.error());
        if (!unsent.empty()) {
            const auto size = ::send(socket->number(), unsent.data(), unsent.size(), MSG_NOSIGNAL);
            if (size > 0) unsent.remove_prefix(static_cast<std::size_t>(size));
            const bool is_refused = size < 0 && errno != EAGAIN && errno != EINTR;
            if (is_refused) unsent = {};
            if (unsent.empty()) ::shutdown(socket->number(), SHUT_WR);
        }
        const auto size = ::recv(socket->number(), buffer.data(), buffer.size(), 0);
        if (size > 0) answer.append(buffer.data(), static_cast<std::size_t>(size));
        if (answer.size() > most) return unexpected(ErrandFault::too_long);
        const bool is_over_now = size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR);
        if (is_over_now) return answer;
    }
}

}  // namespace herd::control
