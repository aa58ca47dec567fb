#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "http/transport.hpp"
#include "places/meter.hpp"
#include "places/provider.hpp"

namespace herd::places {

/// How patient and how careful requests to a provider's host are.
struct UpstreamOptions {
    std::string name;  // "google": how messages call the host
    int retries = 2;   // of one request, after its first try
    nanoseconds retry_pause =
        std::chrono::milliseconds(100);                    // before the first of them, give or take; doubles
    int breaker_failures = 5;                              // in a row, that open the circuit breaker
    nanoseconds breaker_pause = std::chrono::seconds(10);  // that it stays open, before one request tries
    std::optional<std::uint64_t> daily_budget;  // requests a day, UTC; nothing: as many as are asked
    /// Told, on any thread, when the breaker opens or closes and when the budget is spent.
    std::function<void(const std::string&)> notify;
};

/// Requests to a provider's host: what may be repeated is repeated, within the deadline, and a host that
/// fails again and again, or asks to be left alone, is left alone. Safe for threads.
class Upstream {
public:
    Upstream(std::shared_ptr<http::Transport> transport, std::shared_ptr<Meter> meter,
             UpstreamOptions options);
    ~Upstream();

    Upstream(const Upstream&) = delete;
    Upstream& operator=(const Upstream&) = delete;

    /// A whole response, of whatever status: what it means is the provider's affair.
    /// Errors: UNKNOWN_ERROR, if there is none; OVER_QUERY_LIMIT, if the day's budget is spent or the host
    ///         has asked to wait.
    Result<http::Response, Failure> send(const http::Request& request, const Limits& limits);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace herd::places
