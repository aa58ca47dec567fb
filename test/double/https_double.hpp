#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "double/certificate.hpp"
#include "http/message.hpp"

namespace herd::test {

/// What a double answers.
struct Answer {
    int status = 200;
    std::string body;
    std::string content_type = "application/json";
    std::vector<http::Header> headers = {};  // more of them
    bool chunked = false;                    // and compressed, if the client lets it
};

/// The value of a request's header, whatever the case of its name; empty if there is none.
std::string header(const http::Request& request, std::string_view name);

/// The decoded value of a parameter in a request's query; empty if there is none.
std::string parameter(const http::Request& request, std::string_view name);

/// A provider's host on loopback: whole answers to whole requests, over HTTPS or HTTP. It answers from its
/// making to its end, which waits for nobody but its script.
class HttpsDouble {
public:
    /// Called on several threads at once.
    using Script = std::function<Answer(const http::Request&)>;

    struct Options {
        std::optional<Certificate> certificate;  // without it HTTP
        std::string address = "127.0.0.1";
        std::uint16_t port = 0;    // 0: a free one
        std::size_t threads = 16;  // one is taken by each connection, for as long as it is kept
    };

    HttpsDouble(Script script, Options options);
    ~HttpsDouble();
    HttpsDouble(const HttpsDouble&) = delete;
    HttpsDouble& operator=(const HttpsDouble&) = delete;

    std::uint16_t port() const;
    /// `https://localhost:40000`
    std::string base_url() const;

    std::size_t requests() const;
    std::size_t connections() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace herd::test
