#include "control/listening_socket.hpp"

#include <cerrno>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <system_error>

namespace herd::control {
namespace {

std::string describe_error(int error) {
    return std::generic_category().message(error);
}

const addrinfo* choose(const addrinfo* first) {
    for (const addrinfo* one = first; one != nullptr; one = one->ai_next) {
        if (one->ai_family == AF_INET) return one;
    }
    return first;
}

bool is_loopback_address(const sockaddr_storage& address) {
    if (address.ss_family == AF_INET) {
        const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
        return ntohl(v4.sin_addr.s_addr) >> 24 == 127;
    }
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
    return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
}

std::uint16_t port_of(const sockaddr_storage& address) {
    return ntohs(address.ss_family == AF_INET ? reinterpret_cast<const sockaddr_in&>(address).sin_port
                                              : reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
}

}  // namespace

Result<ListeningSocket, std::string> listen_on(const std::string& host, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* list = nullptr;
    const int failure = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list);
    if (failure != 0) return unexpected(std::string(::gai_strerror(failure)));
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, ::freeaddrinfo);
    const addrinfo& found = *choose(list);

    ListeningSocket listening;
    listening.socket =
        Descriptor(::socket(found.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, found.ai_protocol));
    const int number = listening.socket.number();
    const int on = 1;
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (number < 0 || ::setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        ::bind(number, found.ai_addr, found.ai_addrlen) != 0 || ::listen(number, SOMAXCONN) != 0 ||
        ::getsockname(number, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        return unexpected(describe_error(errno));
    }
    listening.port = port_of(address);
    listening.is_loopback = is_loopback_address(address);
    return listening;
}

}  // namespace herd::control
