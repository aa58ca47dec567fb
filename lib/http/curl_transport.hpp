#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "http/transport.hpp"

namespace herd::http {

/// Which host, and how it is talked to.
struct TransportOptions {
    std::string base_url;  // "https://places.googleapis.com", with a path or without; no "/" at its end
    std::filesystem::path ca_file;                          // PEM; empty: the system's certificates
    nanoseconds connect_timeout = std::chrono::seconds(2);  // name, connection and TLS together
    nanoseconds read_timeout = std::chrono::seconds(3);     // without a byte, once the request is sent
    std::size_t response_limit = std::size_t{4} << 20;      // bytes, decoded
    std::string user_agent;
    /// Called after each exchange, on its thread: connections that were opened for it, bytes that came.
    std::function<void(std::size_t connections, std::size_t bytes)> on_exchange;
};

/// HTTP/1.1 by libcurl: TLS 1.2 at least, certificate and host name verified, connections kept alive and
/// opened anew where the host has closed them meanwhile, bodies decoded.
/// Errors: in words, if `ca_file` cannot be read or the URL is none.
Result<std::shared_ptr<Transport>, std::string> make_curl_transport(TransportOptions options);

}  // namespace herd::http
