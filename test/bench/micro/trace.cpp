// What it takes to record one update at all five servers of a ring: 1 receipt, 6 forwards, 6 deliveries.

#include <benchmark/benchmark.h>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "trace/recorder.hpp"

namespace herd::bench {
namespace {

constexpr std::size_t traced_servers = 5;
constexpr core::NeighbourId left = 0, right = 1;  // what each server calls its neighbours in the ring

/// The recorders of a ring, and an update's way through it.
class TracedRing {
public:
    TracedRing()
        : roster_({"Alford", "Hamilton", "Holiday", "Ball", "Welsh"}),
          recorder_(roster_, make_links(), std::size_t{8} << 20, SteadyTime()) {
        for (core::ServerIndex i = 0; i < traced_servers; ++i) {
            const auto before = static_cast<core::ServerIndex>((i + traced_servers - 1) % traced_servers);
            const auto after = static_cast<core::ServerIndex>((i + 1) % traced_servers);
            servers_.emplace_back(recorder_, i, std::vector<core::ServerIndex>{before, after});
        }
    }

    void record_update() {
        using core::Outcome;
        now_.steady += std::chrono::microseconds(5);
        now_.wall += std::chrono::microseconds(5);
        record_.receipt = now_.wall;
        servers_[0].on_received({}, record_, Outcome::newer, stamp());
        forward(0, left, 1);
        forward(0, right, 1);
        deliver(1, left, 1, Outcome::newer);
        forward(1, right, 2);
        deliver(4, right, 1, Outcome::newer);
        forward(4, left, 2);
        deliver(2, left, 2, Outcome::newer);
        forward(2, right, 3);
        deliver(3, right, 2, Outcome::newer);
        forward(3, left, 3);
        deliver(3, left, 3, Outcome::same);
        deliver(2, right, 3, Outcome::same);
    }

    std::uint64_t events() const { return recorder_.ring().count(); }

private:
    static trace::Recorder::Links make_links() {
        trace::Recorder::Links links;
        for (core::ServerIndex i = 0; i < traced_servers; ++i)
            links.emplace_back(i, (i + 1) % traced_servers);
        return links;
    }

    /// As a server has it: what became of an update that came takes one more.
    core::Stamp stamp() {
        lamport_ += 2;
        return {now_, lamport_ - 1};
    }
    void forward(core::ServerIndex from, core::NeighbourId to, std::uint16_t hop) {
        servers_[from].on_forwarded(to, record_, hop, true, {now_, ++lamport_});
    }
    void deliver(core::ServerIndex to, core::NeighbourId from, std::uint16_t hop, core::Outcome outcome) {
        servers_[to].on_delivered(from, record_, hop, true, outcome, stamp());
    }

    core::Roster roster_;
    trace::Recorder recorder_;
    std::vector<trace::ServerRecorder> servers_;
    core::Record record_{"client-0000000000042",
                         "+34.068930-118.445127",
                         "1479413884.392014450",
                         {1479413884, 392014450},
                         {},
                         0};
    Now now_{SteadyTime(std::chrono::hours(1)), WallTime(std::chrono::seconds(1'795'300'000))};
    std::uint64_t lamport_ = 0;
};

void record_update(benchmark::State& state) {
    TracedRing ring;
    for (auto _ : state) ring.record_update();
    state.counters["events"] = static_cast<double>(ring.events()) / static_cast<double>(state.iterations());
}
BENCHMARK(record_update);

}  // namespace
}  // namespace herd::bench
