#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace herd::swarm {

// Scenarios that are a little smaller than another one.

/// Without the steps from `begin` on, so many. Time passes all the same: their waits are one.
scenario::Scenario without_steps(const scenario::Scenario& scenario, std::size_t begin, std::size_t count);

/// Without a step that waits.
scenario::Scenario without_wait(const scenario::Scenario& scenario, std::size_t step);

/// Without a server: its links, what is done to it and what is asked of it.
scenario::Scenario without_server(const scenario::Scenario& scenario, std::size_t server);

/// Without a link and what is done to it.
scenario::Scenario without_link(const scenario::Scenario& scenario, std::size_t link);

/// Without a line that a client says; `line` counts all lines of the step, those of a race one client after
/// another. Nothing is left of a step without lines, and a race of one client is none.
scenario::Scenario without_line(const scenario::Scenario& scenario, std::size_t step, std::size_t line);
std::size_t count_lines(const scenario::Verb& verb);

/// Without a client: its lines, and the checks of its record.
scenario::Scenario without_client(const scenario::Scenario& scenario, const std::string& client);
/// With another name for a client.
scenario::Scenario with_renamed_client(const scenario::Scenario& scenario, const std::string& client,
                                       const std::string& name);
/// All clients that lines name, sorted.
std::vector<std::string> find_clients(const scenario::Scenario& scenario);

}  // namespace herd::swarm
