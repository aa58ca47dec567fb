#pragma once

#include "control/client_socket.hpp"
#include "control/crowd.hpp"
#include "control/desk.hpp"

namespace herd::control {

/// Answers the requests of a connection, one after another, until it ends. What a client sends is bounded in
/// size and time, and nothing that it sends ends more than its connection.
void serve_http(ClientSocket& socket, Crowd::Seat& seat, const Desk& desk);

}  // namespace herd::control
