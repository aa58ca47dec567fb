#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/roster.hpp"
#include "explore/topology.hpp"
#include "topology/graph.hpp"

namespace herd::explore {

/// A set of links that are cut: a bit each.
using CutLinks = std::uint32_t;

/// One direction of a link.
struct Direction {
    topology::Node from = 0;
    topology::Node to = 0;
    int neighbour = 0;  // where `from` is among the neighbours of `to`
};

/// A topology, as servers see it: their neighbours have places, in rising order.
class Wiring {
public:
    explicit Wiring(const Topology& topology);

    std::size_t servers() const { return graph_.size(); }
    std::size_t links() const { return graph_.links().size(); }
    /// Two a link.
    const std::vector<Direction>& directions() const { return directions_; }
    /// By server and place of the neighbour: where in `directions` is the way to it.
    const std::vector<std::size_t>& ways_out(topology::Node server) const { return ways_out_[server]; }
    std::vector<core::ServerIndex> neighbours(topology::Node server) const;
    /// Which neighbours of a server have links that are up, a bit each.
    std::uint8_t up(topology::Node server, CutLinks cut) const;
    /// The graph of the links that are up.
    topology::Graph without(CutLinks cut) const;

private:
    topology::Graph graph_;
    std::vector<Direction> directions_;
    std::vector<std::vector<std::size_t>> ways_out_;
};

}  // namespace herd::explore
