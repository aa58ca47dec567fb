#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "config/config.hpp"
#include "core/roster.hpp"
#include "core/server.hpp"
#include "log/log.hpp"
#include "net/asio.hpp"
#include "net/link_proof.hpp"
#include "places/pool.hpp"

namespace herd::net {

/// What the servers of one process share. Outlives them.
struct Site {
    asio::io_context& loop;
    const config::Config& config;
    const core::Roster& roster;
    core::ServerOptions options;
    places::Pool& places;
    log::Writer& log;
    std::string process_key;                         // what servers of this process prove to each other
    std::vector<bool> hosted;                        // by server: runs in this process
    std::vector<std::optional<Endpoint>> endpoints;  // by server: where it is to be dialled, if that is known
    std::minstd_rand jitter;
    std::function<void()> link_came_up;
};

}  // namespace herd::net
