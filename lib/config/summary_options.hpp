#pragma once

#include <string>
#include <vector>

#include "config/config.hpp"

namespace herd::config {

/// An option that is in force, for people: `clients.close_after`, `2s`.
struct OptionInForce {
    std::string key;
    std::string value;
    bool is_default = false;
};

/// All options of a herd, in the order of the manual, without those that are of no use with the others. None
/// repeats a secret.
std::vector<OptionInForce> list_options(const Config& config);

/// `127.0.0.1:8101`, `[::1]:(any free port)`
std::string format_endpoint(const std::string& host, std::uint16_t port);

}  // namespace herd::config
