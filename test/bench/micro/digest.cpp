// What it takes two servers to find out in what they differ, and to make up for it.

#include "core/digest.hpp"

#include <benchmark/benchmark.h>
#include <cstddef>

#include "core/support/topology.hpp"
#include "core/support/update_lines.hpp"
#include "core/support/wired_herd.hpp"
#include "filled_store.hpp"

namespace herd::bench {
namespace {

void read_digest(benchmark::State& state) {
    FilledStore& filled = filled_store(1000, Spread::world, false);
    for (auto _ : state) {
        const auto& digest = filled.store().digest();
        auto last = digest[core::bucket_count - 1];
        benchmark::DoNotOptimize(last);
    }
}
BENCHMARK(read_digest);

/// Argument: in how many buckets the two differ.
void compare_digests(benchmark::State& state) {
    core::Digest a = filled_store(1000, Spread::world, false).store().digest();
    core::Digest b = a;
    for (std::size_t i = 0; i < static_cast<std::size_t>(state.range(0)); ++i) ++b[i];
    for (auto _ : state) {
        benchmark::DoNotOptimize(a);
        benchmark::DoNotOptimize(core::compare_digests(a, b));
    }
}
BENCHMARK(compare_digests)->Arg(0)->Arg(1)->Arg(core::bucket_count);

/// A link that was down while one client told something new comes up again: both tell their digests, and the
/// one bucket that differs is sent. Argument: clients, a 1024th of them in each bucket.
void resync_bucket(benchmark::State& state) {
    const auto clients = static_cast<std::size_t>(state.range(0));
    test::WiredHerd pair(test::make_line(2), 0);
    test::UpdateLines lines(clients);
    pair.tell(0, lines.next(clients));
    for (auto _ : state) {
        pair.cut();
        pair.tell(0, lines.next());
        pair.heal();
    }
    state.counters["records"] =
        static_cast<double>(pair.counters().resynced) / static_cast<double>(state.iterations());
    if (!pair.agrees()) state.SkipWithError("the servers do not agree");
}
BENCHMARK(resync_bucket)->Arg(1000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace herd::bench
