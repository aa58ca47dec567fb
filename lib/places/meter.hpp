#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/time.hpp"

namespace herd::places {

/// What is counted of the places that clients ask for.
enum class Count {
    questions,           // asked of the pool
    shared_flights,      // of these, those that joined a lookup under way
    cache_hits,          // of these, those that the cache answered
    cache_misses,        // lookups whose answer the cache could have had
    cache_evictions,     // answers that made room for others
    queue_rejections,    // of the questions, those that found the queue full
    queue_timeouts,      // of the questions, those that waited in the queue for too long
    lookups,             // put to the provider by a worker
    failures,            // of these, those without places
    substitutes,         // of these, those that the fallback answered
    requests,            // HTTP requests, with those that were repeated
    retries,             // of these, those that were repeated
    connections,         // opened; the other requests found one that was kept
    received_bytes,      // of bodies, decoded
    connect_faults,      // requests that reached no host
    tls_faults,          // requests that met a certificate that is not to be trusted
    timeouts,            // requests that took too long
    broken_responses,    // requests whose response was cut short, or is no HTTP
    large_responses,     // requests whose response was more than may be
    server_errors,       // responses 5xx
    quota_errors,        // responses 429
    retry_after_holds,   // requests that were not sent, since the host had asked to wait
    breaker_openings,    // how often the circuit breaker has opened
    breaker_rejections,  // requests that were not sent, since it was open
    budget_rejections,   // requests that were not sent, since the day's budget was spent
};
inline constexpr std::size_t count_kinds = static_cast<std::size_t>(Count::budget_rejections) + 1;

/// "shared_flights"
std::string_view format_count(Count count);

/// Upper ends of the intervals that durations of requests are counted in; a last one has no end.
inline constexpr std::array<nanoseconds, 11> request_buckets{
    std::chrono::milliseconds(5),   std::chrono::milliseconds(10),  std::chrono::milliseconds(25),
    std::chrono::milliseconds(50),  std::chrono::milliseconds(100), std::chrono::milliseconds(250),
    std::chrono::milliseconds(500), std::chrono::seconds(1),        std::chrono::milliseconds(2500),
    std::chrono::seconds(5),        std::chrono::seconds(10)};

/// Counts, by any thread.
class Meter {
public:
    void add(Count count, std::uint64_t more = 1) {
        counts_[static_cast<std::size_t>(count)].fetch_add(more, std::memory_order_relaxed);
    }
    std::uint64_t read(Count count) const {
        return counts_[static_cast<std::size_t>(count)].load(std::memory_order_relaxed);
    }

    /// How long a request took, whatever came of it.
    void add_request(nanoseconds duration);
    /// How many took as long as interval `bucket` says, which is one of `request_buckets` or the last one.
    std::uint64_t read_requests(std::size_t bucket) const {
        return durations_[bucket].load(std::memory_order_relaxed);
    }
    nanoseconds read_request_time() const {
        return nanoseconds(request_time_.load(std::memory_order_relaxed));
    }

private:
    std::array<std::atomic<std::uint64_t>, count_kinds> counts_{};
    std::array<std::atomic<std::uint64_t>, request_buckets.size() + 1> durations_{};
    std::atomic<std::int64_t> request_time_ = 0;  // nanoseconds
};

}  // namespace herd::places
