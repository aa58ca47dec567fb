#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/session.hpp"
#include "sim/network.hpp"
#include "sim/pipe.hpp"

namespace herd::sim {

/// What a client sends to a server, and what comes back: the tags of pieces in pipes. 0 is a piece that is
/// lost.
enum class ToServer : std::uint64_t { connects = 1, says, ends, leaves };
enum class ToClient : std::uint64_t { accepts = 1, refuses, answers, closes, resets };

/// A client's connection, with both of its ends.
struct Client {
    explicit Client(core::ServerIndex the_server) : server(the_server) {}

    core::ServerIndex server;

    // The client's end.
    Network::ClientState state = Network::ClientState::connecting;
    std::string heard;
    std::string unsaid;        // until it is connected
    bool ends_unsaid = false;  // it ends its stream behind that
    bool has_left = false;

    // On the way.
    Pipe to_server;
    Pipe to_client;

    // The server's end.
    std::uint64_t life = 0;    // of the server that it is connected to; 0: none
    bool has_session = false;  // which has accepted it
    core::SessionId session{};
    std::string unread;      // has come, and the session did not want it yet
    std::size_t read = 0;    // of it
    bool has_ended = false;  // the end of the stream has come
    bool was_told_end = false;
    bool awaits_turn = false;
    bool awaits_read = false;

    bool has_unread() const { return read < unread.size() || (has_ended && !was_told_end); }
};

}  // namespace herd::sim
