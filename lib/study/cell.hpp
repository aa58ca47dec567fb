#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/time.hpp"
#include "core/server.hpp"
#include "topology/shapes.hpp"

namespace herd::study {

/// What a cell is measured for.
enum class Part {
    size,     // how costs grow with the number of servers
    load,     // what comes of more updates a second
    glomers,  // the broadcast setting of the Gossip Glomers challenge
};

/// The word for a part: `size`, `load`, `glomers`.
std::string_view format_part(Part part);
/// `flood` or `tree`.
std::string_view format_propagation(core::Propagation propagation);

/// A herd that is measured, and under what.
struct Cell {
    Part part = Part::size;
    topology::Shape shape = topology::Shape::ring;
    std::size_t servers = 5;
    core::Propagation propagation = core::Propagation::flood;
    nanoseconds latency = std::chrono::milliseconds(1);  // of a link, one way
    nanoseconds jitter{};                                // give or take so much
    std::size_t origins = 1;  // servers that clients talk to; each sends one update first, not measured
    std::size_t updates = 1;  // that are measured
    std::uint64_t rate = 0;   // updates a second; 0: one after another, each by itself
    std::uint64_t bytes_per_second = 0;  // of each direction of a link; 0: no limit
    nanoseconds split{};                 // for so long the herd is in two halves; 0: never

    friend bool operator==(const Cell&, const Cell&) = default;
};

/// Links of the cell's servers. Shape: the same seed makes the same graph.
topology::Graph make_links(const Cell& cell, std::uint64_t seed);

}  // namespace herd::study
