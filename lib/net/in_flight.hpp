#pragma once

#include <memory>
#include <string>
#include <vector>

#include "fault/control.hpp"
#include "net/server_host.hpp"
#include "net/site.hpp"

namespace herd::net {

/// What is in flight between the servers of this process, in words, a line for each link or server that is
/// not at rest: messages that were sent and have not come, that wait to be sent, links that are about to come
/// up or have yet to be noticed as down, resyncs that go on, records that were
/// announced and have not come. Empty: the servers are at rest.
/// Shape: `hosts` by server, null where it runs elsewhere. With `ignores_held`, what a stall or a paused
///        server holds does not count.
std::vector<std::string> find_in_flight(const Site& site,
                                        const std::vector<std::unique_ptr<ServerHost>>& hosts,
                                        const fault::Control& faults, bool ignores_held);

}  // namespace herd::net
