#include "places/meter.hpp"

#include <algorithm>

namespace herd::places {

std::string_view format_count(Count count) {
    switch (count) {
        case Count::questions:
            return "questions";
        case Count::shared_flights:
            return "shared_flights";
        case Count::cache_hits:
            return "cache_hits";
        case Count::cache_misses:
            return "cache_misses";
        case Count::cache_evictions:
            return "cache_evictions";
        case Count::queue_rejections:
            return "queue_rejections";
        case Count::queue_timeouts:
            return "queue_timeouts";
        case Count::lookups:
            return "lookups";
        case Count::failures:
            return "failures";
        case Count::substitutes:
            return "substitutes";
        case Count::requests:
            return "requests";
        case Count::retries:
            return "retries";
        case Count::connections:
            return "connections";
        case Count::received_bytes:
            return "received_bytes";
        case Count::connect_faults:
            return "connect_faults";
        case Count::tls_faults:
            return "tls_faults";
        case Count::timeouts:
            return "timeouts";
        case Count::broken_responses:
            return "broken_responses";
        case Count::large_responses:
            return "large_responses";
        case Count::server_errors:
            return "server_errors";
        case Count::quota_errors:
            return "quota_errors";
        case Count::retry_after_holds:
            return "retry_after_holds";
        case Count::breaker_openings:
            return "breaker_openings";
        case Count::breaker_rejections:
            return "breaker_rejections";
        case Count::budget_rejections:
            return "budget_rejections";
    }
    return {};
}

void Meter::add_request(nanoseconds duration) {
    // An interval has its upper end in it.
    const auto* bucket = std::lower_bound(request_buckets.begin(), request_buckets.end(), duration);
    const auto index = static_cast<std::size_t>(bucket - request_buckets.begin());
    durations_[index].fetch_add(1, std::memory_order_relaxed);
    request_time_.fetch_add(duration.count(), std::memory_order_relaxed);
}

}  // namespace herd::places
