#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "control/problem.hpp"
#include "net/herd.hpp"

namespace herd::control {

// On the loop.

/// The server of that name. Errors: 404, with a suggestion where one is near.
Result<core::ServerIndex, Problem> find_server(const net::Herd& herd, std::string_view name);

/// The link between two servers, in either order. Errors: 404, likewise.
Result<fault::LinkIndex, Problem> find_link(const net::Herd& herd, std::string_view a, std::string_view b);

/// The names of all servers, in an order that AT lines and records go by.
core::Roster make_roster(const net::Herd& herd);

}  // namespace herd::control
