#pragma once

#include <string_view>

namespace herd::config {

/// Why a name cannot be a server's, in words; empty, if it can. It stands in AT lines, and NAME.log is a
/// file.
std::string_view check_server_name(std::string_view name);

}  // namespace herd::config
