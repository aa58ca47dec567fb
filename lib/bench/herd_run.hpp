#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "bench/figures.hpp"
#include "bench/generator.hpp"
#include "bench/herd_dialect.hpp"
#include "bench/load.hpp"
#include "bench/measure.hpp"
#include "net/herd.hpp"

namespace herd::bench {

/// The connections and clients of one run against a herd, and what all herds are measured by.
class HerdRun {
public:
    /// Shape: `progress` outlives it.
    HerdRun(const std::vector<net::Address>& servers, const HerdLoad& load, const Progress& progress);

    Result<void, BenchError> connect();
    /// Makes all clients known.
    Result<LoadResult, BenchError> warm_up();
    Result<LoadResult, BenchError> measure();
    /// IAMATs at the rate at which propagation is measured; so many at most.
    Result<LoadResult, BenchError> trickle(std::uint64_t most);

    HerdDialect& dialect() { return dialect_; }

private:
    Result<LoadResult, BenchError> run(std::string_view name, Phase phase);

    double propagation_rate_;
    const Progress& progress_;
    Load load_;
    HerdDialect dialect_;
    Generator generator_;
};

/// What the clients saw.
void add_latencies(const LoadResult& result, Figures& figures);
/// The round trips while propagation was measured, and how long updates took to the last server.
void add_propagation(const Histogram& round_trips, const Histogram& to_last, Figures& figures);

BenchError make_bench_error(const LoadError& error);

}  // namespace herd::bench
