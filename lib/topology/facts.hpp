#pragma once

#include <cstddef>
#include <vector>

#include "topology/bounds.hpp"
#include "topology/bridges.hpp"
#include "topology/cut_pairs.hpp"
#include "topology/graph.hpp"
#include "topology/parts.hpp"

namespace herd::topology {

/// What can be said of a connected part before anything runs.
struct PartFacts {
    Part part;
    std::vector<Bounds> worst_hops;  // by place in `part.nodes`; see measure_eccentricities
    Bounds diameter;
    Bounds connectivity;  // links to be cut before it falls apart; see measure_edge_connectivity
};

/// What can be said of a graph. Source: docs/topology.md
struct Facts {
    std::vector<PartFacts> parts;
    WeakPoints weak;
    std::vector<CutClass> cut_classes;

    /// Pairs of links that are a minimal cut.
    std::size_t cut_pairs() const;
};

/// How much work facts are worth: about a second.
constexpr std::size_t default_work = 150'000'000;

/// Shape: `work` is what all parts' worst hops may cost, and what their connectivity may cost; what does not
///        fit is told as bounds.
Facts find_facts(const Graph& graph, std::size_t work = default_work);

}  // namespace herd::topology
