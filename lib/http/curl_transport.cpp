#include "http/curl_transport.hpp"

#include <curl/curl.h>
#include <mutex>
#include <utility>
#include <vector>

#include "http/base_url.hpp"
#include "http/certificate_file.hpp"
#include "http/curl_exchange.hpp"
#include "http/curl_session.hpp"

namespace herd::http {
namespace {

/// Sessions come to be as many as threads have asked at once; the one used last, whose connection is the most
/// likely to be open still, is used first.
class CurlTransport : public Transport {
public:
    CurlTransport(TransportOptions options, BaseUrl url)
        : options_(std::move(options)), url_(std::move(url)) {}

    Result<Response, Fault> send(const Request& request, const Limits& limits) override {
        if (limits.stop.stop_requested()) return unexpected(Fault{FaultKind::stopped, "told to stop"});
        if (SteadyTime::clock::now() >= limits.deadline)
            return unexpected(Fault{FaultKind::timeout, "no time to ask " + url_.host});
        auto session = borrow();
        CurlExchange exchange(options_, url_, *session);
        auto result = exchange.run(request, limits);
        if (options_.on_exchange) options_.on_exchange(exchange.connections(), exchange.bytes());
        give_back(std::move(session));
        return result;
    }

private:
    std::unique_ptr<CurlSession> borrow() {
        {
            const std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                auto session = std::move(idle_.back());
                idle_.pop_back();
                return session;
            }
        }
        return std::make_unique<CurlSession>(options_, url_);
    }

    void give_back(std::unique_ptr<CurlSession> session) {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(session));
    }

    const TransportOptions options_;
    const BaseUrl url_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<CurlSession>> idle_;
};

}  // namespace

Result<std::shared_ptr<Transport>, std::string> make_curl_transport(TransportOptions options) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK)
        return unexpected(std::string("libcurl cannot be used: ") + curl_easy_strerror(ready));
    auto url = parse_base_url(options.base_url);
    if (!url) return unexpected(url.error());
    if (!options.ca_file.empty()) {
        if (const auto checked = check_certificate_file(options.ca_file); !checked)
            return unexpected(checked.error());
    }
    return std::make_shared<CurlTransport>(std::move(options), std::move(*url));
}

}  // namespace herd::http
