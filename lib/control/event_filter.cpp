#include "control/event_filter.hpp"

#include "config/graph.hpp"
#include "control/find.hpp"

namespace herd::control {

Result<void, Problem> choose_server(const net::Herd& herd, const std::optional<std::string>& name,
                                    EventFilter& filter) {
    if (!name || name->empty()) return {};
    const auto server = find_server(herd, *name);
    if (!server) return unexpected(server.error());
    filter.server = *server;
    return {};
}

std::vector<std::string> list_server_names(const net::Herd& herd) {
    return config::list_names(herd.config());
}

}  // namespace herd::control
