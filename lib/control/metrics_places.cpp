#include <cstddef>
#include <string>
#include <string_view>

#include "control/metrics_families.hpp"

namespace herd::control {
namespace {

std::string_view describe(places::Count count) {
    switch (count) {
        case places::Count::questions:
            return "Questions for places near a client.";
        case places::Count::shared_flights:
            return "Questions that joined a lookup under way.";
        case places::Count::cache_hits:
            return "Questions that the cache answered.";
        case places::Count::cache_misses:
            return "Lookups whose answer the cache could have had.";
        case places::Count::cache_evictions:
            return "Answers that made room for others in the cache.";
        case places::Count::queue_rejections:
            return "Questions that found the queue full.";
        case places::Count::queue_timeouts:
            return "Questions that waited in the queue for too long.";
        case places::Count::lookups:
            return "Lookups that were put to the provider.";
        case places::Count::failures:
            return "Lookups that the provider did not answer.";
        case places::Count::substitutes:
            return "Lookups that the fallback answered.";
        case places::Count::requests:
            return "HTTP requests to the provider, with those that were repeated.";
        case places::Count::retries:
            return "HTTP requests that were repeated.";
        case places::Count::connections:
            return "Connections that were opened to the provider.";
        case places::Count::received_bytes:
            return "Bytes of bodies that the provider sent, decoded.";
        case places::Count::connect_faults:
            return "HTTP requests that reached no host.";
        case places::Count::tls_faults:
            return "HTTP requests that met a certificate that is not to be trusted.";
        case places::Count::timeouts:
            return "HTTP requests that took too long.";
        case places::Count::broken_responses:
            return "HTTP requests whose response was cut short, or was no HTTP.";
        case places::Count::large_responses:
            return "HTTP requests whose response was too large.";
        case places::Count::server_errors:
            return "HTTP requests that were answered 5xx.";
        case places::Count::quota_errors:
            return "HTTP requests that were answered 429.";
        case places::Count::retry_after_holds:
            return "HTTP requests that were not sent, since the host had asked to wait.";
        case places::Count::breaker_openings:
            return "How often the circuit breaker has opened.";
        case places::Count::breaker_rejections:
            return "HTTP requests that were not sent, since the circuit breaker was open.";
        case places::Count::budget_rejections:
            return "HTTP requests that were not sent, since the day's budget was spent.";
    }
    return {};
}

}  // namespace

void write_places_metrics(const PlacesSnapshot& places, MetricsWriter& writer) {
    for (std::size_t kind = 0; kind < places.counts.size(); ++kind) {
        const auto count = static_cast<places::Count>(kind);
        writer.alone("herd_places_" + std::string(places::format_count(count)) + "_total",
                     MetricType::counter, describe(count), places.counts[kind]);
    }
    writer.family("herd_places_request_seconds", MetricType::histogram,
                  "How long HTTP requests to the provider took.");
    writer.histogram(to_seconds(places::request_buckets), places.requests, to_seconds(places.request_time));

    const auto gauge = [&](std::string_view name, std::string_view help, std::size_t value) {
        writer.alone(name, MetricType::gauge, help, std::uint64_t{value});
    };
    gauge("herd_places_queue_length", "Questions that wait for a worker.", places.load.queued);
    gauge("herd_places_flights", "Questions under way, with those that wait for a worker.",
          places.load.flights);
    gauge("herd_places_waiting_callers", "Those who wait for an answer.", places.load.waiting);
    gauge("herd_places_cached_answers", "Answers in the cache.", places.load.cached);
    gauge("herd_places_cache_bytes", "Memory that the cache takes.", places.load.cached_bytes);
}

}  // namespace herd::control
