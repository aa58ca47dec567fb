#pragma once

#include "config/config.hpp"
#include "core/roster.hpp"
#include "core/server.hpp"
#include "fault/herd_map.hpp"

namespace herd::net {

/// The names of a herd's servers, in the order of its file.
core::Roster make_roster(const config::Config& config);

/// Its links, by the indexes of their servers.
fault::LinkList make_links(const config::Config& config);

/// What each of its servers is made with.
core::ServerOptions make_server_options(const config::Config& config);

}  // namespace herd::net
