#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace herd::control {

/// What a `Host` header names.
struct HostName {
    std::string name;  // of IPv6 addresses without brackets
    std::optional<std::uint16_t> port;
};

/// `127.0.0.1:8100`, `[::1]:8100`, `localhost`. Errors: nothing, if it is anything else.
std::optional<HostName> parse_host(std::string_view text);

/// A host as it stands before a port: `[::1]`.
std::string format_host(std::string_view host);

/// Whether it is an address, and not a name.
bool is_address(std::string_view host);

/// Whether it is `localhost` or an address that only this machine has.
bool is_loopback_host(std::string_view host);

/// What this machine is called; empty, if that is unknown.
std::string own_host_name();

}  // namespace herd::control
