#pragma once

#include <curl/curl.h>
#include <memory>

#include "http/base_url.hpp"
#include "http/curl_transport.hpp"

namespace herd::http {

/// The handles of libcurl that one exchange at a time needs, and the connection that is kept in between.
class CurlSession {
public:
    /// Sets what all exchanges share. `options` and `url` have to outlive it.
    CurlSession(const TransportOptions& options, const BaseUrl& url);

    CURLM* multi() const { return multi_.get(); }
    CURL* easy() const { return easy_.get(); }

    /// Whether the connection is there, with TLS and all, and the request under way.
    bool is_asking() const;

private:
    struct FreeMulti {
        void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
    };
    struct FreeEasy {
        void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
    };

    std::unique_ptr<CURLM, FreeMulti> multi_;
    std::unique_ptr<CURL, FreeEasy> easy_;
};

}  // namespace herd::http
