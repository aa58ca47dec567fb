#include "control/desk.hpp"

#include <exception>
#include <string>
#include <utility>

namespace herd::control {
namespace {

/// What every answer has, so that browsers take it for nothing else and give it to nobody else.
void add_safe_headers(Response& response) {
    const auto add = [&](const char* name, const char* value) { response.headers.push_back({name, value}); };
    add("X-Content-Type-Options", "nosniff");
    add("Referrer-Policy", "no-referrer");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("X-Frame-Options", "DENY");
    if (response.type.starts_with("text/html")) {
        add("Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
            "'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    } else {
        add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
    for (const auto& header : response.headers) {
        if (header.name == "Cache-Control") return;
    }
    add("Cache-Control", "no-store");
}

}  // namespace

std::optional<Response> Desk::refuse(const Request& request) const {
    const auto match = router_.find(request.method, request.path);
    auto problem = guard_.check(request, match ? match->route : nullptr);
    if (!problem && !match) problem = match.error();
    if (!problem) return std::nullopt;
    auto response = make_response(*problem, request.path);
    add_safe_headers(response);
    return response;
}

Response Desk::refuse(const Problem& problem) const {
    auto response = make_response(problem, {});
    add_safe_headers(response);
    return response;
}

Response Desk::answer(Request request) const {
    const auto answer = [&]() -> Result<Response, Problem> {
        auto match = router_.find(request.method, request.path);
        if (!match) return unexpected(match.error());
        request.captures = std::move(match->captures);
        // Whatever a library throws for want of memory must not end the herd.
        try {
            return match->route->answer(request);
        } catch (const std::exception& error) {
            return unexpected(Problem{500, std::string("the service failed: ") + error.what(), {}, {}});
        }
    };
    auto answered = answer();
    Response response = answered ? std::move(*answered) : make_response(answered.error(), request.path);
    add_safe_headers(response);
    return response;
}

}  // namespace herd::control
