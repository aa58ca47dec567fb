#pragma once

#include <string>
#include <vector>

namespace herd::http {

struct Header {
    std::string name;
    std::string value;
    friend bool operator==(const Header&, const Header&) = default;
};

enum class Method { get, post };

/// What is asked of a host.
struct Request {
    Method method = Method::get;
    std::string target;  // the path and the query, encoded: "/v1/places?key=..."
    std::vector<Header> headers;
    std::string body;
    friend bool operator==(const Request&, const Request&) = default;
};

/// A whole response, of whatever status. Redirects are not followed: a key goes to no other host.
struct Response {
    int status = 0;
    std::string content_type;  // as the host says; empty if it does not
    std::string retry_after;
    std::string body;  // decoded
};

}  // namespace herd::http
