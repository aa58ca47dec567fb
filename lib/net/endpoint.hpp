#pragma once

#include <string>

#include "net/asio.hpp"

namespace herd::net {

/// `127.0.0.1:8101`, `[::1]:8101`
inline std::string format_endpoint(const Endpoint& endpoint) {
    const std::string address = endpoint.address().to_string();
    const std::string host = endpoint.address().is_v6() ? "[" + address + "]" : address;
    return host + ":" + std::to_string(endpoint.port());
}

}  // namespace herd::net
