#pragma once

#include <cstddef>
#include <vector>

#include "config/config.hpp"

namespace herd::config {

/// The neighbours of each server, as indexes into `Config::servers`, in rising order.
std::vector<std::vector<std::size_t>> find_neighbours(const Config& config);

/// A set of servers that updates reach from each of them.
struct Part {
    std::vector<std::size_t> servers;  // in rising order
    std::size_t links = 0;

    /// Link messages that an isolated update costs: a server forwards it once, not to whom it came from.
    std::size_t update_cost() const { return 2 * links - servers.size() + 1; }
};

/// The connected parts of a herd, in the order of their first servers.
std::vector<Part> find_parts(const Config& config);

}  // namespace herd::config
