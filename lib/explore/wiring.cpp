#include "explore/wiring.hpp"

#include <utility>

#include "base/assert.hpp"

namespace herd::explore {
namespace {

/// Where a server is among the neighbours of another.
int find_place(const topology::Graph& graph, topology::Node of, topology::Node neighbour) {
    int place = 0;
    for (const auto& adjacent : graph.neighbours(of)) {
        if (adjacent.node == neighbour) return place;
        ++place;
    }
    HERD_ASSERT(!"they are linked");
    return 0;
}

}  // namespace

Wiring::Wiring(const Topology& topology)
    : graph_(topology.servers.size(), topology.links), ways_out_(topology.servers.size()) {
    HERD_ASSERT(2 + 2 * servers() + 8 * links() <= 64);
    for (const auto& link : graph_.links()) {
        directions_.push_back({link.a, link.b, find_place(graph_, link.b, link.a)});
        directions_.push_back({link.b, link.a, find_place(graph_, link.a, link.b)});
    }
    for (topology::Node server = 0; server < servers(); ++server) {
        for (const auto& adjacent : graph_.neighbours(server)) {
            const bool is_first = graph_.links()[adjacent.link].a == server;
            ways_out_[server].push_back(2 * std::size_t{adjacent.link} + (is_first ? 0 : 1));
        }
        HERD_ASSERT(ways_out_[server].size() <= 7);
    }
}

std::vector<core::ServerIndex> Wiring::neighbours(topology::Node server) const {
    std::vector<core::ServerIndex> all;
    for (const auto& adjacent : graph_.neighbours(server)) all.push_back(adjacent.node);
    return all;
}

std::uint8_t Wiring::up(topology::Node server, CutLinks cut) const {
    unsigned up = 0;
    unsigned bit = 1;
    for (const auto& adjacent : graph_.neighbours(server)) {
        if (((cut >> adjacent.link) & 1U) == 0) up |= bit;
        bit <<= 1U;
    }
    return static_cast<std::uint8_t>(up);
}

topology::Graph Wiring::without(CutLinks cut) const {
    std::vector<topology::Link> links;
    for (std::size_t i = 0; i < graph_.links().size(); ++i) {
        if (((cut >> i) & 1U) == 0) links.push_back(graph_.links()[i]);
    }
    return {servers(), std::move(links)};
}

}  // namespace herd::explore
