#pragma once

#include <vector>

#include "base/histogram.hpp"
#include "base/time.hpp"
#include "bench/herd_dialect.hpp"
#include "trace/event.hpp"

namespace herd::bench {

/// How long updates took from their clients to the last server; of those that the trace tells of at every
/// one. Shape: no update was sent twice. The times of the trace count from `epoch`.
Histogram measure_spread(const std::vector<SentUpdate>& updates, const trace::Trace& trace, SteadyTime epoch);

}  // namespace herd::bench
