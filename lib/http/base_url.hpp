#pragma once

#include <string>

#include "base/result.hpp"

namespace herd::http {

/// Where a host is. Shape: `https://places.example:8443/osm`, as it was written.
struct BaseUrl {
    std::string text;
    std::string host;          // and its port, if the URL has one, as messages name it
    bool is_loopback = false;  // on this very machine
};

/// Errors: in words, for what is no URL of HTTP or HTTPS, or has more in it than a host, a port and a path.
Result<BaseUrl, std::string> parse_base_url(const std::string& text);

}  // namespace herd::http
