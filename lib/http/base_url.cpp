#include "http/base_url.hpp"

#include <curl/curl.h>
#include <memory>
#include <optional>
#include <string_view>

namespace herd::http {
namespace {

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

std::optional<std::string> get_part(const Url& url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return std::nullopt;
    const std::unique_ptr<char, decltype(&curl_free)> owned(text, &curl_free);
    return text;
}

bool is_loopback(std::string_view host) {
    if (host == "localhost" || host.ends_with(".localhost") || host == "[::1]") return true;
    return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

Result<BaseUrl, std::string> parse_base_url(const std::string& text) {
    const Url url(curl_url());
    if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
        return unexpected(std::string("the host's URL is none, or not one of http:// or https://"));
    const std::string scheme = get_part(url, CURLUPART_SCHEME).value_or("");
    if (scheme != "https" && scheme != "http")
        return unexpected(std::string("the host's URL is none of http:// or https://"));
    for (const CURLUPart part : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT}) {
        if (get_part(url, part))
            return unexpected(std::string("the host's URL holds more than a host, a port and a path"));
    }
    BaseUrl parsed;
    parsed.text = text;
    parsed.host = get_part(url, CURLUPART_HOST).value_or("");
    parsed.is_loopback = is_loopback(parsed.host);
    if (const auto port = get_part(url, CURLUPART_PORT)) parsed.host += ":" + *port;
    return parsed;
}

}  // namespace herd::http
