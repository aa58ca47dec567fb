#pragma once

#include <optional>
#include <string>
#include <vector>

#include "control/problem.hpp"
#include "net/herd.hpp"
#include "trace/event_json.hpp"

namespace herd::control {

/// Which events are told.
struct EventFilter {
    std::optional<std::string> client;        // only of its updates; nothing: all
    std::optional<core::ServerIndex> server;  // only what happened there

    bool has(const trace::Event& event) const {
        return (!client || event.client == *client) && (!server || event.server == *server);
    }
};

/// Sets the server of a filter by its name, if one is given. Shape: on the loop. Errors: 404.
Result<void, Problem> choose_server(const net::Herd& herd, const std::optional<std::string>& name,
                                    EventFilter& filter);

/// The names that the indexes of events stand for. Shape: on the loop.
std::vector<std::string> list_server_names(const net::Herd& herd);

}  // namespace herd::control
