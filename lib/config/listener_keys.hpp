#pragma once

#include <cstdint>
#include <string>

#include "config/endpoint.hpp"
#include "config/table_reader.hpp"

namespace herd::config {

/// Reads the keys of a table that says where to listen: `port`, which it must have, and `host`.
/// Shape: of a faulty table the endpoint has port 0.
Endpoint read_listener(TableReader& reader, std::string& host, std::uint16_t& port);

}  // namespace herd::config
