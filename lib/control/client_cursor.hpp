#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace herd::control {

/// Where a page of clients ends: clients come by bucket, and by name within one.
struct ClientCursor {
    std::size_t bucket = 0;
    std::string client;
};

/// `17.6b697769`: the bucket, and the bytes of the client.
std::string format_cursor(const ClientCursor& cursor);
std::optional<ClientCursor> parse_cursor(std::string_view text);

}  // namespace herd::control
