// The phones near a phone.

#include <benchmark/benchmark.h>
#include <cstddef>
#include <optional>

#include "filled_store.hpp"

namespace herd::bench {
namespace {

constexpr double nearby_radius_km = 5;
constexpr std::size_t nearby_bound = 20;

void find_phones(benchmark::State& state, Spread spread) {
    FilledStore& filled = filled_store(static_cast<std::size_t>(state.range(0)), spread, true);
    std::size_t found = 0;
    for (auto _ : state) {
        const auto near = filled.store().find_near(filled.next_name(), nearby_radius_km, nearby_bound);
        found += near.size();
    }
    state.counters["found"] = static_cast<double>(found) / static_cast<double>(state.iterations());
}
BENCHMARK_CAPTURE(find_phones, world, Spread::world)->Arg(1000)->Arg(100'000)->Arg(1'000'000);
BENCHMARK_CAPTURE(find_phones, city, Spread::city)->Arg(1000)->Arg(100'000)->Arg(1'000'000);

/// The first question of all, when the store does not know yet where its phones are.
void find_phones_first(benchmark::State& state) {
    std::optional<FilledStore> filled;
    for (auto _ : state) {
        state.PauseTiming();
        filled.emplace(static_cast<std::size_t>(state.range(0)), Spread::world, false);
        state.ResumeTiming();
        benchmark::DoNotOptimize(
            filled->store().find_near(filled->next_name(), nearby_radius_km, nearby_bound));
    }
}
BENCHMARK(find_phones_first)->Arg(1'000'000)->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace herd::bench
