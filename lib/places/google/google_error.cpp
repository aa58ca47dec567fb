#include "places/google/google_error.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "places/http_status.hpp"
#include "places/json_value.hpp"
#include "places/upstream/host_message.hpp"

namespace herd::places {
namespace {

bool speaks_of_key(std::string_view message) {
    constexpr std::string_view key = "api key";
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::search(message.begin(), message.end(), key.begin(), key.end(),
                       [lower](char a, char b) { return lower(a) == b; }) != message.end();
}

/// Whether it is the key that the request was refused for: Google says so with status 400, too.
bool is_about_key(JsonValue error) {
    const JsonValue details = error["details"];
    for (std::size_t i = 0; i < details.size(); ++i) {
        if (details.at(i)["reason"].text().starts_with("API_KEY_")) return true;
    }
    return speaks_of_key(error["message"].text());
}

bool is_redirect(int http_status) {
    return http_status >= 300 && http_status < 400;
}

std::string message_without_body(int http_status) {
    const std::string status = "google: HTTP status " + std::to_string(http_status);
    return is_redirect(http_status) ? status + ", a redirect, which is not followed" : status;
}

}  // namespace

Failure parse_google_error(const http::Response& response, const http::Secret& key) {
    const auto document = JsonDocument::parse(response.body);
    const JsonValue error = document ? document->root()["error"] : JsonValue();
    // Cut only without the key, lest a part of it be left.
    std::string message = format_host_message(key.redact(error["message"].text()));
    const bool says_nothing = message.find_first_not_of(' ') == std::string::npos;
    if (says_nothing || is_redirect(response.status)) message = message_without_body(response.status);
    const bool is_denied = response.status == 400 && is_about_key(error);
    return {std::string(is_denied ? "REQUEST_DENIED" : nearby_status_of(response.status)), message};
}

}  // namespace herd::places
