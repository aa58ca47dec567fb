#pragma once

#include <cstdint>

#include "trace/event.hpp"

namespace herd::test {

/// A trace that `trace::parse_trace` would take, of anything: events that no herd would do, in any order, on
/// clients, servers and details of any bytes. Shape: the same seed makes the same trace.
trace::Trace make_random_trace(std::uint32_t seed);

}  // namespace herd::test
