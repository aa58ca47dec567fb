#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/time.hpp"
#include "core/roster.hpp"

namespace herd::sim {

/// A client's connection to a server of a simulated herd; given once, from 0.
using ClientId = std::uint32_t;

/// Hears of all that crosses the borders of simulated servers, in the order in which it happens: what is said
/// to them and what they say, as bytes. It is what anybody could see who watched every wire, and nothing that
/// a server tells of itself, so it can bear witness against a server that is wrong.
///
/// Shape:  `now` is the virtual time, and the wall clock of the server that it happens at, with its error.
///         Views last for the call. Whatever happens at a server after `on_server_down` happens to a new one
///         with empty memory.
class Witness {
public:
    virtual ~Witness() = default;

    virtual void on_server_up(core::ServerIndex server, Now now) = 0;
    virtual void on_server_down(core::ServerIndex server, bool is_crash, Now now) = 0;

    /// A server was given the connection of a client.
    virtual void on_client_open(ClientId client, core::ServerIndex server, Now now) = 0;
    /// A server was given bytes of a client.
    virtual void on_client_said(ClientId client, std::string_view bytes, Now now) = 0;
    /// A server was told that the client has ended its stream.
    virtual void on_client_ended(ClientId client, Now now) = 0;
    /// A server gave bytes for a client.
    virtual void on_client_answered(ClientId client, std::string_view bytes, Now now) = 0;
    /// The connection is over: nothing more is said or answered.
    virtual void on_client_closed(ClientId client, Now now) = 0;

    /// The end of a link at `self` has come up, or gone down. What was on its way from it is lost; what was
    /// on its way to it may yet have been given.
    virtual void on_link_up(core::ServerIndex self, core::ServerIndex peer, Now now) = 0;
    virtual void on_link_down(core::ServerIndex self, core::ServerIndex peer, Now now) = 0;
    /// A server gave bytes for a neighbour.
    virtual void on_link_sent(core::ServerIndex from, core::ServerIndex to, std::string_view bytes,
                              Now now) = 0;
    /// A server was given bytes of a neighbour; `now` is that of `to`.
    virtual void on_link_came(core::ServerIndex from, core::ServerIndex to, std::string_view bytes,
                              Now now) = 0;
    /// The answer to a question about places was given to a server: for what, and the document.
    virtual void on_places(core::ServerIndex server, std::string_view document, Now now) = 0;

    /// How much a server holds for a neighbour that has not been taken, after something happened to it.
    /// Units: bytes.
    virtual void on_queue(core::ServerIndex self, core::ServerIndex peer, std::size_t bytes) = 0;

    /// A fault that was set or lifted; `what` is in words. Source: lib/fault, `format_effect`
    virtual void on_fault(bool is_set, std::string_view what, SteadyTime now) = 0;
};

}  // namespace herd::sim
