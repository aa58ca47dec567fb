#pragma once

#include <cstddef>

#include "topology/distance.hpp"
#include "trace/message_balance.hpp"
#include "trace/run.hpp"
#include "trace/spread.hpp"
#include "trace/tally.hpp"

namespace herd::trace {

/// How many links an update had crossed when it came to the server that was farthest.
std::size_t measure_worst_hops(const Trace& trace, const Spread& spread);

/// Why an update came to servers by more links than the shortest way has, or did not come to the farthest
/// ones at all. A server whose nearer neighbours got it by a detour themselves is not told of. Shape:
/// `distances` are from the update's origin. Units:  the difference of each reason is in links.
Tally explain_detours(const Run& run, const Spread& spread, const MessageBalance& balance,
                      const topology::Distances& distances);

}  // namespace herd::trace
