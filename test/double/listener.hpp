#pragma once

#include <cstdint>
#include <string>

#include "support/descriptor.hpp"

namespace herd::test {

/// Listens on an IPv4 or IPv6 address. Shape: port 0 is a free one.
/// Errors: throws std::system_error.
Descriptor listen_on(const std::string& address, std::uint16_t port);

/// The port of this end of a socket.
std::uint16_t own_port(int socket);

}  // namespace herd::test
