// What it takes a store to take a record, or to see that it has a newer one.

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <cstddef>
#include <limits>
#include <optional>

#include "cost.hpp"
#include "filled_store.hpp"

namespace herd::bench {
namespace {

/// The store of a benchmark, each of its phones with the same number of news.
FilledStore& even_store(const benchmark::State& state) {
    FilledStore& filled = filled_store(static_cast<std::size_t>(state.range(0)), Spread::world, false);
    filled.finish_round();
    return filled;
}

/// Checks that the store does what is measured.
void expect(benchmark::State& state, core::Outcome outcome, core::Outcome expected) {
    if (outcome != expected) state.SkipWithError("not the outcome that was to be measured");
}

void offer_newer(benchmark::State& state) {
    FilledStore& filled = even_store(state);
    core::Outcome outcome{};
    for (auto _ : state) benchmark::DoNotOptimize(outcome = filled.offer_newer());
    expect(state, outcome, core::Outcome::newer);
    const auto phones = static_cast<double>(filled.phones());
    state.counters["heap_a_phone"] = static_cast<double>(filled.heap()) / phones;
    state.counters["said_a_phone"] = static_cast<double>(filled.store().bytes()) / phones;
}
BENCHMARK(offer_newer)->Arg(1000)->Arg(100'000)->Arg(1'000'000);

void offer_same(benchmark::State& state) {
    FilledStore& filled = even_store(state);
    core::Outcome outcome{};
    for (auto _ : state) benchmark::DoNotOptimize(outcome = filled.offer_same());
    expect(state, outcome, core::Outcome::same);
}
BENCHMARK(offer_same)->Arg(1000)->Arg(100'000)->Arg(1'000'000);

void offer_older(benchmark::State& state) {
    FilledStore& filled = even_store(state);
    core::Outcome outcome{};
    for (auto _ : state) benchmark::DoNotOptimize(outcome = filled.offer_older());
    expect(state, outcome, core::Outcome::older);
}
BENCHMARK(offer_older)->Arg(1000)->Arg(100'000)->Arg(1'000'000);

core::Record make_first_record(const Phone& phone) {
    constexpr core::ClientTime time{1479413884, 392014450};
    return {
        phone.name(), phone.location(), "1479413884.392014450", time, WallTime(std::chrono::seconds(1)), 0};
}

/// A store from nothing to so many phones.
void offer_first(benchmark::State& state) {
    const auto phones = make_phones(static_cast<std::size_t>(state.range(0)), Spread::world);
    const core::Roster roster({"Alford"});
    std::optional<core::Store> store;
    for (auto _ : state) {
        state.PauseTiming();
        store.emplace(roster, std::size_t{1} << 32);
        state.ResumeTiming();
        for (const Phone& phone : phones) store->offer(make_first_record(phone));
    }
    report_each(state, phones.size());
    if (store->size() != phones.size()) state.SkipWithError("not all phones are there");
}
BENCHMARK(offer_first)->Arg(1000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

/// The longest that one of a million new phones holds up the loop: what it takes to grow. The least of a few
/// stores, since a machine that does something else meanwhile holds it up as well.
void offer_longest(benchmark::State& state) {
    using Clock = std::chrono::steady_clock;
    using Milliseconds = std::chrono::duration<double, std::milli>;
    const auto phones = make_phones(1'000'000, Spread::world);
    const core::Roster roster({"Alford"});
    double least = std::numeric_limits<double>::infinity();
    for (auto _ : state) {
        core::Store store(roster, std::size_t{1} << 32);
        double longest = 0;
        for (const Phone& phone : phones) {
            const auto start = Clock::now();
            store.offer(make_first_record(phone));
            longest = std::max(longest, Milliseconds(Clock::now() - start).count());
        }
        least = std::min(least, longest);
    }
    state.counters["longest_ms"] = least;
}
BENCHMARK(offer_longest)->Iterations(5)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace herd::bench
