#pragma once

#include <string>
#include <string_view>

namespace herd::places {

/// What a host says of a failure, as our messages may carry it: one line of UTF-8, cut off at 500 bytes.
std::string format_host_message(std::string_view text);

}  // namespace herd::places
