// One update from a client's line at a server to the answer and the frames for its neighbours.

#include <benchmark/benchmark.h>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/support/driven_server.hpp"
#include "core/support/update_lines.hpp"

namespace herd::bench {
namespace {

constexpr std::size_t flood_clients = 1000;

void flood(benchmark::State& state) {
    const auto neighbours = static_cast<std::size_t>(state.range(0));
    std::vector<std::string> names{"Alford"};
    std::vector<core::ServerIndex> others;
    for (std::size_t i = 1; i <= neighbours; ++i) {
        names.push_back("Neighbour" + std::to_string(i));
        others.push_back(static_cast<core::ServerIndex>(i));
    }
    const core::Roster roster(names);
    test::DrivenServer server(roster, 0, others);
    std::size_t bytes = 0;
    const auto drop = [&bytes](core::NeighbourId, std::string_view frames) { bytes += frames.size(); };
    for (core::NeighbourId id = 0; id < neighbours; ++id) server.bring_up(id);
    server.write_links(drop);
    test::UpdateLines lines(flood_clients);
    for (std::size_t i = 0; i < flood_clients; ++i) server.tell(lines.next());
    server.write_links(drop);

    bytes = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(server.tell(lines.next()));
        server.write_links(drop);
    }
    state.counters["frame_bytes"] = neighbours == 0
                                        ? 0
                                        : static_cast<double>(bytes) / static_cast<double>(neighbours) /
                                              static_cast<double>(state.iterations());
}
BENCHMARK(flood)->Arg(0)->Arg(1)->Arg(2)->Arg(4)->Arg(16);

}  // namespace
}  // namespace herd::bench
