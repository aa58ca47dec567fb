#pragma once

#include "config/config.hpp"
#include "core/server.hpp"

namespace herd::net {

/// What the servers of a herd are made with.
core::ServerOptions make_server_options(const config::Config& config);

}  // namespace herd::net
