#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "control/descriptor.hpp"

namespace herd::control {

/// Where clients of the service connect.
struct ListeningSocket {
    Descriptor socket;
    std::uint16_t port = 0;
    bool is_loopback = false;  // only programs on this machine reach it
};

/// Listens on a host, a name or an address, and a port; 0: a free one. Of several addresses of a name the
/// first one of IPv4 is taken, or else the first one.
/// Errors: in words, without the place: `Address already in use`.
Result<ListeningSocket, std::string> listen_on(const std::string& host, std::uint16_t port);

}  // namespace herd::control
