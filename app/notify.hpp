#pragma once

#include <string_view>

namespace herd::app {

/// Tells whoever started this program as a service how it is, `READY=1` or `STOPPING=1`, on the socket that
/// NOTIFY_SOCKET names. Nothing is done if there is none; false, if it cannot be told.
/// Source: sd_notify(3)
bool notify_service(std::string_view state);

}  // namespace herd::app
