#pragma once

#include "scenario/findings.hpp"
#include "trace/update.hpp"

namespace herd::scenario {

enum class HopOrder {
    /// Along each path: a server accepts an update one hop farther than the neighbour that it heard it from.
    along_paths,
    /// Besides, no server at hop n accepts it before one at a lesser hop. On real sockets and a busy machine
    /// that need not hold: hop 2 on one side may come before hop 1 on the other.
    everywhere,
};

/// An update arrives in hop order. What came in a resync begins anew, and is left out.
Findings check_hop_order(const trace::Trace& trace, const trace::UpdateId& update,
                         HopOrder order = HopOrder::along_paths);

}  // namespace herd::scenario
