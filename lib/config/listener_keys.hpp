#pragma once

#include <cstdint>
#include <string>

#include "config/endpoint.hpp"
#include "config/table_reader.hpp"

namespace herd::config {

/// Whether a table that says where to listen must have a port.
enum class PortKey { required, optional };

/// Reads the keys of a table that says where to listen: `port` and `host`.
/// Shape: of a faulty table the endpoint has port 0.
Endpoint read_listener(TableReader& reader, std::string& host, std::uint16_t& port,
                       PortKey port_key = PortKey::required);

}  // namespace herd::config
