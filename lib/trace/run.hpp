#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/roster.hpp"
#include "topology/graph.hpp"
#include "trace/disturbance.hpp"
#include "trace/event.hpp"
#include "trace/message.hpp"

namespace herd::trace {

/// Who talks with whom, by the links of a trace.
topology::Graph make_graph(const Trace& trace);

/// A trace, and what can be found out of it before one asks for an update.
struct Run {
    explicit Run(const Trace& of);

    /// The links that were up at an event, of servers that ran.
    topology::Graph links_up(std::size_t event) const;

    /// Why a server did not send an update to a neighbour at an event. There is always something to say.
    std::string why_not_sent(core::ServerIndex from, core::ServerIndex to, std::size_t event) const;

    /// Why a message that was sent with an event has not arrived.
    std::string why_not_arrived(std::size_t sent) const;

    /// What slowed a message down that was sent with an event; empty if there is nothing to say.
    std::string why_slow(std::size_t sent) const;

    /// What a resync with an event made up for.
    std::string why_resynced(std::size_t event) const;

    /// Why a server did not run at an event; nothing if it did.
    std::optional<std::string> why_not_running(core::ServerIndex server, std::size_t event) const;

    /// `link Alford-Welsh`, the lesser place first.
    std::string format_link(core::ServerIndex a, core::ServerIndex b) const;

    const Trace& trace;
    topology::Graph graph;
    std::vector<Disturbance> disturbances;
    std::vector<Message> messages;
    std::vector<std::optional<std::size_t>> message_of;  // by event: its place in `messages`

private:
    std::string format_fault(const Disturbance& fault) const;
    std::string why_down(const Disturbance& down, std::size_t event) const;

    std::vector<std::vector<std::size_t>> about_;  // by server: places in `disturbances`
};

}  // namespace herd::trace
