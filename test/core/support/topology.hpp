#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace herd::test {

/// Who talks with whom.
struct Topology {
    std::string name;
    std::size_t servers = 0;
    std::vector<std::pair<std::size_t, std::size_t>> links;
};

Topology make_ring(std::size_t servers);
Topology make_full_mesh(std::size_t servers);
Topology make_line(std::size_t servers);
/// The first server has a link with each of the others.
Topology make_star(std::size_t servers);
Topology make_grid(std::size_t rows, std::size_t columns);
/// A random tree with as many random links more.
Topology make_connected(std::size_t servers, std::size_t more_links, std::mt19937& random);

/// How many links each server is away from one, on a topology that is connected.
std::vector<std::size_t> measure_distances(const Topology& topology, std::size_t from);

}  // namespace herd::test
