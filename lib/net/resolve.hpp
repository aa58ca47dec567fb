#pragma once

#include <cstdint>
#include <string>
#include <system_error>

#include "base/result.hpp"
#include "net/asio.hpp"

namespace herd::net {

/// An address of a host: the first one of IPv4, since that is where clients look for "localhost", or else the
/// first one. May wait for a name server. Errors: the resolver's.
Result<Endpoint, std::error_code> resolve(asio::io_context& loop, const std::string& host,
                                          std::uint16_t port);

/// Where a server that listens on `endpoint` is to be dialled.
Endpoint dial_endpoint(Endpoint endpoint);

}  // namespace herd::net
