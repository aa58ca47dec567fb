#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "control/back_office.hpp"

namespace herd::control {

/// Where a page of clients ends: clients come by bucket, and by name within one.
struct ClientCursor {
    std::size_t bucket = 0;
    std::string client;
};

/// `17.6b697769`: the bucket, and the bytes of the client.
std::string format_cursor(const ClientCursor& cursor);
std::optional<ClientCursor> parse_cursor(std::string_view text);

/// Which clients are listed.
struct ClientFilter {
    std::string part;                   // of the name
    std::string origin;                 // the server that its newest record was received by; empty: any
    bool only_stale = false;            // that some server that runs is behind with
    std::optional<ClientCursor> after;  // those after this one
    std::size_t limit = 100;
};

/// The clients as `{"clients":[...],"total":N,"next":"..."}`. Errors: those of the loop.
Result<std::string, Problem> list_clients(const BackOffice& office, const ClientFilter& filter);

}  // namespace herd::control
