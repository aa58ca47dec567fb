#pragma once

#include <string_view>

namespace herd::control {

/// The words for a status of HTTP: "Not Found". Source: RFC 9110, section 15; RFC 6585
std::string_view format_status(int status);

}  // namespace herd::control
