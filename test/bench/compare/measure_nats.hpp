#pragma once

#include "comparison.hpp"

namespace herd::bench {

/// A cluster of five nats-servers, with a subscriber at each: what counts is what came to all of them.
/// Errors: throws std::runtime_error with what went wrong.
Comparison measure_nats(const ComparisonOptions& options);

}  // namespace herd::bench
