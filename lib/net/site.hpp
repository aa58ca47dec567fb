#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "config/config.hpp"
#include "core/roster.hpp"
#include "core/server.hpp"
#include "fault/control.hpp"
#include "log/log.hpp"
#include "net/asio.hpp"
#include "net/clock.hpp"
#include "net/link_proof.hpp"
#include "net/poller.hpp"
#include "net/turn_end.hpp"
#include "places/pool.hpp"
#include "trace/recorder.hpp"

namespace herd::net {

/// What the servers of one process share. Outlives them.
struct Site {
    asio::io_context& loop;
    LoopClock& clock;
    Poller& poller;
    TurnEnd& turn_end;
    const config::Config& config;
    const core::Roster& roster;
    core::ServerOptions options;
    places::Pool& places;
    log::Writer& log;
    trace::Recorder& recorder;
    std::string process_key;                         // what servers of this process prove to each other
    std::vector<bool> hosted;                        // by server: runs in this process
    std::vector<std::optional<Endpoint>> endpoints;  // by server: where it is to be dialled, if that is known
    std::minstd_rand jitter;
    std::uint64_t fault_seed;
    std::function<void()> link_came_up;
    // A link told of what a fault waits for, by the index of the link and which of its ends it was.
    std::function<void(std::size_t link)> message_missed;
    std::function<void(std::size_t link, int end, fault::Control::Spent what)> fault_spent;

    /// Something happened that may be what somebody waits for.
    void touch() const {
        if (is_watched) wake();
    }
    bool is_watched = false;
    std::function<void()> wake;
};

}  // namespace herd::net
