#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <unistd.h>

#include "bench/herd_run.hpp"
#include "bench/measure.hpp"
#include "bench/spread_times.hpp"
#include "trace/event.hpp"

namespace herd::bench {
namespace {

/// Propagation is measured for so long at most, and less where the trace does not hold as many updates.
constexpr double propagation_seconds = 2;

/// Of this process. Units: bytes.
double read_resident_memory() {
    std::ifstream file("/proc/self/statm");
    double total = 0;
    double resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double count_records(OwnHerd& herd) {
    return herd.call([servers = herd.servers()](const net::Herd& it) {
        double sum = 0;
        for (core::ServerIndex server = 0; server < servers; ++server)
            sum += static_cast<double>(it.server(server).store().size());
        return sum;
    });
}

Result<SteadyTime, BenchError> settle(OwnHerd& herd, nanoseconds patience) {
    if (const auto agreed = herd.await_agreement(patience)) return *agreed;
    return unexpected(
        BenchError{BenchFault::unsettled, "the servers do not come to hold the same records in time"});
}

void add_updates(const LoadResult& result, const HerdCounts& counts, std::size_t servers, SteadyTime agreed,
                 Figures& figures) {
    const auto updates = static_cast<double>(counts.updates);
    const auto arrivals = static_cast<double>(counts.arrivals);
    const auto others = static_cast<double>(servers - 1);
    const auto per_second = [&](double count, SteadyTime end) {
        return count / std::chrono::duration<double>(end - result.begin).count();
    };
    figures.accepted = updates;
    figures.accepted_per_second = per_second(updates, result.end);
    figures.propagated_per_second =
        per_second(servers > 1 ? arrivals / others : updates, std::max(result.end, agreed));
    figures.arrivals_per_update = arrivals / updates;
    figures.messages_per_update = static_cast<double>(counts.messages) / updates;
    figures.processor_per_update = static_cast<double>(counts.processor.count()) / updates;
}

/// Puts the herd under load, and waits until all servers have every update.
Result<void, BenchError> measure_load(OwnHerd& herd, HerdRun& run, const HerdLoad& load, Figures& figures) {
    const auto counts = herd.count();
    const auto updates = run.dialect().updates();
    const auto result = run.measure();
    if (!result) return unexpected(result.error());
    const auto agreed = settle(herd, load.settle_patience);
    if (!agreed) return unexpected(agreed.error());
    const auto done = herd.count() - counts;
    add_latencies(*result, figures);
    const auto sent = run.dialect().updates() - updates;
    if (done.updates != sent)
        return unexpected(BenchError{BenchFault::wrong, "the servers have accepted " +
                                                            std::to_string(done.updates) + " of " +
                                                            std::to_string(sent) + " updates"});
    if (sent > 0) add_updates(*result, done, herd.servers(), *agreed, figures);
    return {};
}

Result<void, BenchError> measure_propagation(OwnHerd& herd, HerdRun& run, const HerdLoad& load,
                                             Figures& figures) {
    const auto in_time = static_cast<std::uint64_t>(load.propagation_rate * propagation_seconds);
    const auto result = run.trickle(std::clamp<std::uint64_t>(in_time, 1, herd.traced_updates()));
    if (!result) return unexpected(result.error());
    if (const auto agreed = settle(herd, load.settle_patience); !agreed) return unexpected(agreed.error());
    const auto trace = herd.call([](const net::Herd& it) { return it.trace(); });
    const auto epoch = herd.call([](const net::Herd& it) { return it.trace_epoch(); });
    const auto to_last = measure_spread(run.dialect().sent(), trace, epoch);
    add_propagation(result->round_trips, to_last, figures);
    return {};
}

}  // namespace

Result<Figures, BenchError> measure_own_herd(OwnHerd& herd, const HerdLoad& load, bool measures_memory,
                                             const Progress& progress) {
    HerdRun run(herd.addresses(), load, progress);
    if (const auto connected = run.connect(); !connected) return unexpected(connected.error());
    const double memory = read_resident_memory();
    if (const auto warm = run.warm_up(); !warm) return unexpected(warm.error());
    if (const auto agreed = settle(herd, load.settle_patience); !agreed) return unexpected(agreed.error());

    Figures figures;
    if (const auto done = measure_load(herd, run, load, figures); !done) return unexpected(done.error());
    if (measures_memory) figures.bytes_per_record = (read_resident_memory() - memory) / count_records(herd);
    if (load.propagation_rate > 0 && herd.traced_updates() > 0) {
        if (const auto done = measure_propagation(herd, run, load, figures); !done)
            return unexpected(done.error());
    }
    return figures;
}

}  // namespace herd::bench
