#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "net/herd.hpp"

namespace herd::app {

/// Where the control API listens.
struct ControlAddress {
    std::string host;
    std::uint16_t port = 0;
};

/// `{"pid":1,"servers":{"Alford":{"host":"127.0.0.1","port":8101}},"control":{"host":"127.0.0.1","port":8100}}`
std::string format_ready(const std::vector<net::Address>& addresses,
                         const std::optional<ControlAddress>& control);

/// Where a ready file says that a server listens.
/// Errors: what is wrong with the file, or that there is no such server.
Result<net::Address, std::string> find_ready(const std::filesystem::path& file, const std::string& server);

}  // namespace herd::app
