#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "http/base_url.hpp"
#include "http/curl_session.hpp"
#include "http/curl_transport.hpp"
#include "http/message.hpp"
#include "http/transport.hpp"

namespace herd::http {

/// One request and what comes of it, on a session that is its own meanwhile.
class CurlExchange {
public:
    CurlExchange(const TransportOptions& options, const BaseUrl& url, const CurlSession& session)
        : options_(options), url_(url), session_(session), multi_(session.multi()), easy_(session.easy()) {}

    Result<Response, Fault> run(const Request& request, const Limits& limits);

    /// Connections that were opened for it.
    std::size_t connections() const;
    /// Bytes that came, as they came.
    std::size_t bytes() const;

private:
    Result<Response, Fault> transfer(const Limits& limits);
    Result<Response, Fault> finish();
    bool take_header(std::string_view line);
    bool take_body(std::string_view bytes);

    static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* exchange);
    static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* exchange);

    const TransportOptions& options_;
    const BaseUrl& url_;
    const CurlSession& session_;
    CURLM* multi_;
    CURL* easy_;
    char details_[CURL_ERROR_SIZE] = "";
    Response response_;
    std::size_t header_bytes_ = 0;
    bool is_head_whole_ = false;
    std::string excess_;  // what there is too much of
};

}  // namespace herd::http
