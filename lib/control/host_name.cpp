#include "control/host_name.hpp"

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <unistd.h>

#include "base/decimal.hpp"
#include "control/header_name.hpp"

namespace herd::control {

std::optional<HostName> parse_host(std::string_view text) {
    HostName host;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        host.name = text.substr(1, end - 1);
        text.remove_prefix(end + 1);
    } else {
        host.name = text.substr(0, text.find(':'));
        text.remove_prefix(host.name.size());
    }
    if (host.name.empty()) return std::nullopt;
    if (text.empty()) return host;
    if (!text.starts_with(':')) return std::nullopt;
    const auto port = parse_integer(text.substr(1), 65535);
    if (!port) return std::nullopt;
    host.port = static_cast<std::uint16_t>(*port);
    return host;
}

std::string format_host(std::string_view host) {
    const bool is_v6 = host.find(':') != std::string_view::npos;
    return is_v6 ? "[" + std::string(host) + "]" : std::string(host);
}

bool is_address(std::string_view host) {
    const std::string text(host);
    in6_addr address{};
    return ::inet_pton(AF_INET, text.c_str(), &address) == 1 ||
           ::inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

std::string own_host_name() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) return {};
    return name.data();
}

bool is_loopback_host(std::string_view host) {
    if (is_same_name(host, "localhost")) return true;
    const std::string text(host);
    in_addr v4{};
    if (::inet_pton(AF_INET, text.c_str(), &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
    in6_addr v6{};
    return ::inet_pton(AF_INET6, text.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

}  // namespace herd::control
