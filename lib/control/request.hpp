#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "control/query.hpp"
#include "http/message.hpp"

namespace herd::control {

/// What a client asks of the service.
struct Request {
    std::string method;                 // "GET"; a HEAD is asked as one
    std::string path;                   // as it was sent, without the query: "/v1/clients/ki%2Fwi"
    Query query;                        // decoded
    std::vector<http::Header> headers;  // in no order
    std::string body;
    std::vector<std::string> captures;  // decoded: what the braces of the route's pattern stand for

    /// The first header of that name, in whatever case; empty if there is none.
    std::string_view header(std::string_view name) const;
    std::size_t count_headers(std::string_view name) const;
};

}  // namespace herd::control
