#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/config.hpp"

namespace herd::test {

/// Servers, and who talks with whom. Shape: links as in `config::Config`.
struct Topology {
    std::vector<std::string> names;
    std::vector<config::Link> links;
};

/// The ring of five: Alford, Ball, Hamilton, Holiday, Welsh.
Topology classic_ring();

/// Alford and Ball, linked.
Topology pair();

/// Alford alone.
Topology single();

// Any number of servers, named S00, S01 and so on.
Topology make_ring(std::size_t servers);
Topology make_mesh(std::size_t servers);
Topology make_line(std::size_t servers);
Topology make_star(std::size_t servers);
Topology make_grid(std::size_t width, std::size_t height);
/// A tree with so many links more. Shape: the same seed makes the same graph.
Topology make_random(std::size_t servers, std::size_t more_links, unsigned seed);

}  // namespace herd::test
