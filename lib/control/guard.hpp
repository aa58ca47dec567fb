#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/problem.hpp"
#include "control/request.hpp"
#include "control/router.hpp"
#include "http/secret.hpp"

namespace herd::control {

/// Keeps out whoever must not ask: pages of other sites in a browser on this machine, and those without the
/// token, if there is one.
///
/// A browser sends `Origin` and `Sec-Fetch-Site` with what another site's page asks, and in `Host` the name
/// that the page believes to talk to; a page whose name was rebound to a loopback address has that name
/// there. Source: docs/control.md, "Who may ask"
class Guard {
public:
    struct Options {
        std::string host;
        std::uint16_t port = 0;
        bool is_loopback = true;
        std::optional<http::Secret> token;
    };

    explicit Guard(Options options) : options_(std::move(options)) {}

    /// Why the request is not answered; nothing, if it is. Shape: `route` is its own; null: it has none.
    std::optional<Problem> check(const Request& request, const Route* route) const;

private:
    bool is_own_host(std::string_view host) const;
    bool has_token(std::string_view authorization) const;

    Options options_;
};

}  // namespace herd::control
