#pragma once

#include "comparison.hpp"

namespace herd::bench {

/// Servers that answer each request of a client and have nobody else to tell.
/// Errors: functions throw std::runtime_error with what went wrong.
Comparison measure_echo(const ComparisonOptions& options);

/// A redis-server that keeps everything in memory only, with one of the commands for updates.
Comparison measure_redis_set(const ComparisonOptions& options);
Comparison measure_redis_geoadd(const ComparisonOptions& options);

}  // namespace herd::bench
