#include "core/support/topology.hpp"

#include <algorithm>

namespace herd::test {

Topology make_ring(std::size_t servers) {
    Topology ring{"ring", servers, {}};
    for (std::size_t i = 0; i < servers; ++i) ring.links.emplace_back(i, (i + 1) % servers);
    return ring;
}

Topology make_full_mesh(std::size_t servers) {
    Topology mesh{"full mesh", servers, {}};
    for (std::size_t a = 0; a < servers; ++a) {
        for (std::size_t b = a + 1; b < servers; ++b) mesh.links.emplace_back(a, b);
    }
    return mesh;
}

Topology make_line(std::size_t servers) {
    Topology line{"line", servers, {}};
    for (std::size_t i = 1; i < servers; ++i) line.links.emplace_back(i - 1, i);
    return line;
}

Topology make_star(std::size_t servers) {
    Topology star{"star", servers, {}};
    for (std::size_t i = 1; i < servers; ++i) star.links.emplace_back(0, i);
    return star;
}

Topology make_grid(std::size_t rows, std::size_t columns) {
    Topology grid{"grid", rows * columns, {}};
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            const std::size_t at = row * columns + column;
            if (column + 1 < columns) grid.links.emplace_back(at, at + 1);
            if (row + 1 < rows) grid.links.emplace_back(at, at + columns);
        }
    }
    return grid;
}

Topology make_connected(std::size_t servers, std::size_t more_links, std::mt19937& random) {
    Topology graph{"random graph", servers, {}};
    for (std::size_t i = 1; i < servers; ++i) graph.links.emplace_back(random() % i, i);
    for (std::size_t i = 0; i < more_links; ++i) {
        const std::size_t a = random() % servers;
        const std::size_t b = random() % servers;
        const auto link = std::minmax(a, b);
        const std::pair<std::size_t, std::size_t> ends(link.first, link.second);
        if (a != b && std::find(graph.links.begin(), graph.links.end(), ends) == graph.links.end()) {
            graph.links.push_back(ends);
        }
    }
    return graph;
}

std::vector<std::size_t> measure_distances(const Topology& topology, std::size_t from) {
    std::vector<std::size_t> distances(topology.servers, topology.servers);
    distances[from] = 0;
    for (std::size_t round = 1; round < topology.servers; ++round) {
        for (const auto& [a, b] : topology.links) {
            distances[a] = std::min(distances[a], distances[b] + 1);
            distances[b] = std::min(distances[b], distances[a] + 1);
        }
    }
    return distances;
}

}  // namespace herd::test
