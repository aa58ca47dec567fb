#include "bench/herd_run.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace herd::bench {
namespace {

double to_double(nanoseconds time) {
    return static_cast<double>(time.count());
}

/// The load on the servers that are to have it, with a warm-up in which all clients become known.
Load complete(const HerdLoad& herd_load, const std::vector<net::Address>& servers) {
    Load load = herd_load.load;
    load.warm_up_count = std::max<std::uint64_t>(load.warm_up_count, herd_load.phones.count);
    for (const auto& name : herd_load.under_load) {
        const auto found = std::find_if(servers.begin(), servers.end(),
                                        [&](const net::Address& server) { return server.server == name; });
        load.endpoints.push_back({found->host, found->port});
    }
    return load;
}

HerdDialect::Options make_options(const HerdLoad& load) {
    return {.servers = load.under_load,
            .connections = load.load.connections,
            .depth = load.load.depth,
            .phones = load.phones,
            .mix = load.mix,
            .start = std::chrono::system_clock::now()};
}

}  // namespace

HerdRun::HerdRun(const std::vector<net::Address>& servers, const HerdLoad& load, const Progress& progress)
    : propagation_rate_(load.propagation_rate),
      progress_(progress),
      load_(complete(load, servers)),
      dialect_(make_options(load)),
      generator_(load_, dialect_) {}

Result<void, BenchError> HerdRun::connect() {
    if (const auto connected = generator_.connect(); !connected)
        return unexpected(make_bench_error(connected.error()));
    return {};
}

Result<LoadResult, BenchError> HerdRun::run(std::string_view name, Phase phase) {
    if (progress_) phase.progressed = [&](std::uint64_t answers) { progress_(name, answers); };
    auto result = generator_.run(phase);
    if (!result) return unexpected(make_bench_error(result.error()));
    return std::move(*result);
}

Result<LoadResult, BenchError> HerdRun::warm_up() {
    return run("warm-up", warm_up_of(load_));
}

Result<LoadResult, BenchError> HerdRun::measure() {
    return run("load", measured_of(load_));
}

Result<LoadResult, BenchError> HerdRun::trickle(std::uint64_t most) {
    dialect_.set_mix({});
    dialect_.keep_sent(most);
    return run("propagation", {.count = most, .rate = propagation_rate_});
}

void add_latencies(const LoadResult& result, Figures& figures) {
    figures.answers = static_cast<double>(result.answers);
    figures.answers_per_second = result.answers_per_second();
    figures.latency_mean = result.latencies.mean_ns();
    figures.latency_p50 = to_double(result.latencies.quantile(0.5));
    figures.latency_p99 = to_double(result.latencies.quantile(0.99));
    figures.latency_p999 = to_double(result.latencies.quantile(0.999));
    figures.latency_max = to_double(result.latencies.max());
}

void add_propagation(const Histogram& round_trips, const Histogram& to_last, Figures& figures) {
    figures.followed = static_cast<double>(to_last.count());
    figures.round_trip_p50 = to_double(round_trips.quantile(0.5));
    figures.round_trip_p99 = to_double(round_trips.quantile(0.99));
    figures.round_trip_max = to_double(round_trips.max());
    if (to_last.count() == 0) return;
    figures.propagation_p50 = to_double(to_last.quantile(0.5));
    figures.propagation_p99 = to_double(to_last.quantile(0.99));
    figures.propagation_max = to_double(to_last.max());
    figures.propagation_ratio = *figures.propagation_p50 / *figures.round_trip_p50;
}

BenchError make_bench_error(const LoadError& error) {
    switch (error.fault) {
        case LoadFault::connect:
        case LoadFault::lost:
            return {BenchFault::connection, error.why};
        case LoadFault::silent:
            return {BenchFault::unsettled, error.why};
        case LoadFault::wrong:
            break;
    }
    return {BenchFault::wrong, error.why};
}

}  // namespace herd::bench
