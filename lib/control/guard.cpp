#include "control/guard.hpp"

#include <algorithm>

#include <openssl/crypto.h>

#include "base/quote.hpp"
#include "control/header_name.hpp"
#include "control/host_name.hpp"

namespace herd::control {
namespace {

Problem forbid(std::string why) {
    return {403, std::move(why), {}, {}};
}

/// Whether two secrets are the same, in a time that tells at most how long the given one is.
bool is_same_secret(std::string_view given, std::string_view secret) {
    return given.size() == secret.size() && CRYPTO_memcmp(given.data(), secret.data(), secret.size()) == 0;
}

bool is_json(std::string_view type) {
    const auto essence = type.substr(0, type.find(';'));
    return is_same_name(essence.substr(0, essence.find_last_not_of(" \t") + 1), "application/json");
}

}  // namespace

std::optional<Problem> Guard::check(const Request& request, const Route* route) const {
    const auto host = request.header("Host");
    if (request.count_headers("Host") != 1 || !is_own_host(host)) {
        return forbid("the Host " + format_quoted(host) + " is not this service's: ask for " +
                      format_host(options_.host) + ":" + std::to_string(options_.port) +
                      "; a page of another site must not pass for this one");
    }
    if (request.count_headers("Origin") > 0) {
        const auto origin = request.header("Origin");
        if (request.count_headers("Origin") > 1 || !is_same_name(origin, "http://" + std::string(host)))
            return forbid("the page " + format_quoted(origin) +
                          " is of another site, which may not ask here");
    }
    if (const auto site = request.header("Sec-Fetch-Site");
        !site.empty() && site != "same-origin" && site != "none") {
        return forbid("this was asked by a page of another site, which may not ask here");
    }
    const bool is_for_anyone = route && route->access == Access::anyone;
    if (options_.token && !is_for_anyone && !has_token(request.header("Authorization"))) {
        return Problem{401,
                       "the token is missing or wrong: send Authorization: Bearer and the token that the "
                       "environment variable of [control] token_env has",
                       {},
                       {{"WWW-Authenticate", "Bearer realm=\"herd\""}}};
    }
    if (request.count_headers("Content-Encoding") > 0)
        return Problem{415, "a body is sent as it is, without Content-Encoding", {}, {}};
    // Many a client does not say what it sends, or says what its library takes for granted. A page can send
    // without being asked for leave first only what is no JSON, and it always tells that it is a page.
    const bool is_page = request.count_headers("Origin") > 0 || request.count_headers("Sec-Fetch-Site") > 0;
    const bool has_body =
        request.count_headers("Content-Length") > 0 && request.header("Content-Length") != "0";
    if (is_page && has_body &&
        (request.count_headers("Content-Type") != 1 || !is_json(request.header("Content-Type")))) {
        return Problem{415, "what a page sends has to be application/json, and to say so", {}, {}};
    }
    return std::nullopt;
}

bool Guard::is_own_host(std::string_view host) const {
    const auto named = parse_host(host);
    if (!named || named->port.value_or(80) != options_.port) return false;
    if (is_same_name(named->name, options_.host) || is_loopback_host(named->name)) return true;
    // An address is no name that could be rebound. Who listens on all addresses cannot list them.
    return !options_.is_loopback && (is_address(named->name) || is_same_name(named->name, own_host_name()));
}

bool Guard::has_token(std::string_view authorization) const {
    constexpr std::string_view scheme = "Bearer ";
    return is_same_name(authorization.substr(0, scheme.size()), scheme) &&
           is_same_secret(authorization.substr(scheme.size()), options_.token->reveal());
}

}  // namespace herd::control
