#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "config/config.hpp"
#include "swarm/fault_kind.hpp"
#include "topology/shapes.hpp"

namespace herd::swarm {

/// How often a kind of fault comes.
struct FaultRate {
    bool is_allowed = true;
    std::optional<std::uint64_t> thousandths;  // of a fault a run, on average; nothing: drawn, and often none
};

/// What a seed may draw. What is nothing is drawn.
struct Limits {
    std::size_t least_servers = 1;
    std::size_t most_servers = 9;
    std::optional<topology::Shape> shape;
    std::optional<config::Propagation> propagation;
    std::optional<std::size_t> updates;   // lines with an IAMAT, about
    std::optional<nanoseconds> duration;  // of the phase in which things break; virtual
    std::array<FaultRate, fault_kind_count> faults;

    FaultRate& of(FaultKind kind) { return faults[static_cast<std::size_t>(kind)]; }
    const FaultRate& of(FaultKind kind) const { return faults[static_cast<std::size_t>(kind)]; }
};

/// The options of `herd sim` that set limits other than the usual ones: ` --servers 5 --faults crash,cut`,
/// with a space before each; empty for the usual ones.
std::string format_limits(const Limits& limits);

}  // namespace herd::swarm
