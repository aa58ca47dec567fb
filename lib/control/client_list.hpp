#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "control/back_office.hpp"
#include "control/client_cursor.hpp"

namespace herd::control {

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
