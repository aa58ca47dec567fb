// What a server does with a frame that a neighbour sends.

#include <benchmark/benchmark.h>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/support/driven_server.hpp"
#include "core/support/update_lines.hpp"

namespace herd::bench {
namespace {

constexpr std::size_t delivered_batch = 1000;

/// A server with two neighbours that tell it the same. Both are one server that has two links: what it says
/// on the one is news, and on the other it is not any more.
class Receiver {
public:
    Receiver()
        : roster_({"Alford", "Ball", "Hamilton"}),
          sender_(roster_, 0, {1, 2}),
          receiver_(roster_, 1, {0, 2}),
          lines_(delivered_batch) {
        for (const core::NeighbourId id : {0u, 1u}) {
            sender_.bring_up(id);
            receiver_.bring_up(id);
        }
        carry();
        for (const core::NeighbourId id : {0u, 1u}) deliver(id);
    }

    /// Has so many updates on their way.
    void send() {
        for (std::size_t i = 0; i < delivered_batch; ++i) {
            sender_.tell(lines_.next());
            carry();
        }
    }

    /// Delivers what is on the way from one of the neighbours.
    void deliver(core::NeighbourId from) {
        for (const std::string& bytes : wires_[from]) receiver_.deliver(from, bytes);
    }

    /// All has been delivered: what comes of it goes nowhere.
    void clear() {
        receiver_.write_links([](core::NeighbourId, std::string_view) {});
        for (auto& wire : wires_) wire.clear();
    }

    bool agrees() { return sender_.server().store().digest() == receiver_.server().store().digest(); }

private:
    void carry() {
        sender_.write_links(
            [this](core::NeighbourId to, std::string_view bytes) { wires_[to].emplace_back(bytes); });
    }

    core::Roster roster_;
    test::DrivenServer sender_;
    test::DrivenServer receiver_;
    test::UpdateLines lines_;
    std::vector<std::string> wires_[2];
};

void deliver_newer(benchmark::State& state) {
    Receiver receiver;
    while (state.KeepRunningBatch(delivered_batch)) {
        state.PauseTiming();
        receiver.clear();
        receiver.send();
        state.ResumeTiming();
        receiver.deliver(0);
    }
    if (!receiver.agrees()) state.SkipWithError("not all updates came");
}
BENCHMARK(deliver_newer);

void deliver_duplicate(benchmark::State& state) {
    Receiver receiver;
    while (state.KeepRunningBatch(delivered_batch)) {
        state.PauseTiming();
        receiver.clear();
        receiver.send();
        receiver.deliver(0);
        state.ResumeTiming();
        receiver.deliver(1);
    }
    if (!receiver.agrees()) state.SkipWithError("not all updates came");
}
BENCHMARK(deliver_duplicate);

}  // namespace
}  // namespace herd::bench
