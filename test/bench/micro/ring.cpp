// One update at all five servers of a ring, without sockets: what the herd itself does for it.

#include <benchmark/benchmark.h>
#include <cstddef>
#include <optional>
#include <utility>

#include "core/support/topology.hpp"
#include "core/support/update_lines.hpp"
#include "core/support/wired_herd.hpp"
#include "cost.hpp"

namespace herd::bench {
namespace {

constexpr std::size_t largest_batch = 32;
constexpr std::size_t shipped_trace = std::size_t{8} << 20;  // bytes

/// A ring that knows its clients, and what these tell next.
struct FilledRing {
    test::WiredHerd herd;
    test::UpdateLines lines;

    FilledRing(std::size_t clients, bool has_trace)
        : herd(test::make_ring(5), has_trace ? shipped_trace : 0), lines(clients) {
        for (std::size_t i = 0; i < clients; i += largest_batch) herd.tell(0, lines.next(largest_batch));
        lines.shuffle();
    }
};

/// The last one is kept, since filling a large one takes long and a benchmark is called many times.
FilledRing& filled_ring(std::size_t clients, bool has_trace) {
    static std::optional<FilledRing> last;
    static std::pair<std::size_t, bool> kind;
    if (!last || kind != std::pair(clients, has_trace)) last.emplace(clients, has_trace);
    kind = {clients, has_trace};
    return *last;
}

/// Arguments: how many updates come at once, clients, whether there is a trace.
void spread_in_ring(benchmark::State& state) {
    const auto batch = static_cast<std::size_t>(state.range(0));
    auto& [ring, lines] = filled_ring(static_cast<std::size_t>(state.range(1)), state.range(2) != 0);
    lines.finish_round();
    const core::Counters before = ring.counters();
    for (auto _ : state) benchmark::DoNotOptimize(ring.tell(0, lines.next(batch)));
    report_each(state, batch);
    const core::Counters after = ring.counters();
    state.counters["messages"] = static_cast<double>(after.flooded - before.flooded) /
                                 static_cast<double>(after.updates - before.updates);
    if (!ring.agrees()) state.SkipWithError("the servers do not agree");
}
BENCHMARK(spread_in_ring)
    ->ArgNames({"batch", "clients", "trace"})
    ->ArgsProduct({{1, largest_batch}, {1024, 102'400}, {0, 1}})
    ->ArgsProduct({{1, largest_batch}, {1'024'000}, {1}});

}  // namespace
}  // namespace herd::bench
