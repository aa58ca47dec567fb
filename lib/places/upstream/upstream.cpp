#include "places/upstream/upstream.hpp"

#include <algorithm>
#include <mutex>
#include <random>
#include <utility>

#include "places/upstream/backoff.hpp"
#include "places/upstream/gate.hpp"
#include "places/upstream/outcome.hpp"
#include "places/upstream/pause.hpp"

namespace herd::places {
namespace {

SteadyTime steady_now() {
    return std::chrono::steady_clock::now();
}

Now read_clocks() {
    return {steady_now(), std::chrono::system_clock::now()};
}

}  // namespace

struct Upstream::State {
    State(std::shared_ptr<http::Transport> transport_, std::shared_ptr<Meter> meter_,
          UpstreamOptions options_)
        : transport(std::move(transport_)),
          meter(std::move(meter_)),
          options(std::move(options_)),
          gate(options),
          engine(std::random_device{}()) {}

    Result<Breaker::Ticket, Failure> admit();
    Outcome exchange(const http::Request& request, const Limits& limits, Breaker::Ticket ticket);
    bool wait_for_retry(int retry, const Limits& limits);
    Result<http::Response, Failure> finish(Outcome outcome) const;
    void tell(const std::string& notice) const;

    const std::shared_ptr<http::Transport> transport;
    const std::shared_ptr<Meter> meter;
    const UpstreamOptions options;
    std::mutex mutex;  // guards what follows; not held while anything blocks or tells
    Gate gate;
    std::minstd_rand engine;
};

Result<Breaker::Ticket, Failure> Upstream::State::admit() {
    auto ticket = [this] {
        const std::lock_guard lock(mutex);
        return gate.admit(read_clocks());
    }();
    if (ticket) return *ticket;
    meter->add(ticket.error().count);
    tell(ticket.error().notice);
    return unexpected(std::move(ticket.error().failure));
}

Outcome Upstream::State::exchange(const http::Request& request, const Limits& limits,
                                  Breaker::Ticket ticket) {
    meter->add(Count::requests);
    const SteadyTime start = steady_now();
    Outcome outcome = transport->send(request, limits);
    meter->add_request(steady_now() - start);
    if (const auto count = count_of(outcome)) meter->add(*count);
    const auto review = [&] {
        const std::lock_guard lock(mutex);
        return gate.on_outcome(ticket, outcome, read_clocks());
    }();
    if (review.has_opened) meter->add(Count::breaker_openings);
    tell(review.notice);
    return outcome;
}

/// Whether it is worth while to go on.
bool Upstream::State::wait_for_retry(int retry, const Limits& limits) {
    const auto end = [&]() -> std::optional<SteadyTime> {
        const std::lock_guard lock(mutex);
        const SteadyTime now = steady_now();
        const auto from = gate.repeatable_from(now);
        if (!from) return std::nullopt;
        const double random = std::uniform_real_distribution<double>(0, 1)(engine);
        return std::max(*from, now + back_off(options.retry_pause, retry, random));
    }();
    return end && *end < limits.deadline && pause_until(*end, limits.stop);
}

Result<http::Response, Failure> Upstream::State::finish(Outcome outcome) const {
    if (outcome) return std::move(*outcome);
    return unexpected(Failure{"UNKNOWN_ERROR", options.name + ": " + outcome.error().message});
}

void Upstream::State::tell(const std::string& notice) const {
    if (!notice.empty() && options.notify) options.notify(notice);
}

Upstream::Upstream(std::shared_ptr<http::Transport> transport, std::shared_ptr<Meter> meter,
                   UpstreamOptions options)
    : state_(std::make_unique<State>(std::move(transport), std::move(meter), std::move(options))) {}

Upstream::~Upstream() = default;

Result<http::Response, Failure> Upstream::send(const http::Request& request, const Limits& limits) {
    State& state = *state_;
    if (limits.stop.stop_requested() || steady_now() >= limits.deadline) {
        return unexpected(Failure{"UNKNOWN_ERROR", state.options.name + ": there is no time left to ask"});
    }
    const auto ticket = state.admit();
    if (!ticket) return unexpected(ticket.error());
    Outcome outcome = state.exchange(request, limits, *ticket);
    for (int retry = 0; retry < state.options.retries && is_repeatable(outcome); ++retry) {
        if (!state.wait_for_retry(retry, limits)) break;
        const auto next = state.admit();
        if (!next) break;
        state.meter->add(Count::retries);
        outcome = state.exchange(request, limits, *next);
    }
    return state.finish(std::move(outcome));
}

}  // namespace herd::places
