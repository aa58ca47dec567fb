#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/document.hpp"
#include "config/fault_list.hpp"

namespace herd::config {

/// Where something is to listen, and which key of the file says so.
struct Endpoint {
    std::string key;  // "servers.Alford.port"
    Position position;
    std::string host;
    std::uint16_t port = 0;
};

/// Reports each endpoint whose port another one before it in the file uses on the same host. The hosts
/// 0.0.0.0 and :: overlap every other; port 0 collides with nothing.
void check_ports(std::vector<Endpoint> endpoints, FaultList& faults);

}  // namespace herd::config
