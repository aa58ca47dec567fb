#include "support/topology.hpp"

#include <algorithm>
#include <random>

namespace herd::test {
namespace {

Topology make_servers(std::size_t servers) {
    Topology topology;
    for (std::size_t i = 0; i < servers; ++i) {
        topology.names.push_back((i < 10 ? "S0" : "S") + std::to_string(i));
    }
    return topology;
}

void link(Topology& topology, std::size_t a, std::size_t b) {
    topology.links.push_back({std::min(a, b), std::max(a, b)});
}

Topology sorted(Topology topology) {
    auto& links = topology.links;
    std::sort(links.begin(), links.end());
    links.erase(std::unique(links.begin(), links.end()), links.end());
    return topology;
}

}  // namespace

Topology classic_ring() {
    return {{"Alford", "Ball", "Hamilton", "Holiday", "Welsh"}, {{0, 2}, {0, 4}, {1, 3}, {1, 4}, {2, 3}}};
}

Topology pair() {
    return {{"Alford", "Ball"}, {{0, 1}}};
}

Topology single() {
    return {{"Alford"}, {}};
}

Topology make_ring(std::size_t servers) {
    Topology topology = make_servers(servers);
    for (std::size_t i = 0; i < servers; ++i) link(topology, i, (i + 1) % servers);
    return sorted(topology);
}

Topology make_mesh(std::size_t servers) {
    Topology topology = make_servers(servers);
    for (std::size_t i = 0; i < servers; ++i) {
        for (std::size_t j = 0; j < i; ++j) link(topology, i, j);
    }
    return sorted(topology);
}

Topology make_line(std::size_t servers) {
    Topology topology = make_servers(servers);
    for (std::size_t i = 1; i < servers; ++i) link(topology, i - 1, i);
    return topology;
}

Topology make_star(std::size_t servers) {
    Topology topology = make_servers(servers);
    for (std::size_t i = 1; i < servers; ++i) link(topology, 0, i);
    return topology;
}

Topology make_grid(std::size_t width, std::size_t height) {
    Topology topology = make_servers(width * height);
    for (std::size_t i = 0; i < width * height; ++i) {
        if ((i + 1) % width != 0) link(topology, i, i + 1);
        if (i + width < width * height) link(topology, i, i + width);
    }
    return sorted(topology);
}

Topology make_random(std::size_t servers, std::size_t more_links, unsigned seed) {
    Topology topology = make_servers(servers);
    std::mt19937 random(seed);
    for (std::size_t i = 1; i < servers; ++i) link(topology, random() % i, i);
    for (std::size_t i = 0; i < more_links; ++i) {
        const std::size_t a = random() % servers;
        const std::size_t b = random() % servers;
        if (a != b) link(topology, a, b);
    }
    return sorted(topology);
}

}  // namespace herd::test
