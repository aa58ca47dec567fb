#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bench/herd_run.hpp"
#include "bench/inquirer.hpp"
#include "bench/measure.hpp"

namespace herd::bench {
namespace {

using std::chrono::steady_clock;

/// So many clients stand for all when servers are asked whether they have every update.
constexpr std::size_t sample_size = 100;

/// So many updates are followed, one after the other.
constexpr std::size_t followed_updates = 200;

/// Between two times that servers are asked whether they are there yet.
constexpr nanoseconds ask_pause = std::chrono::milliseconds(1);

/// A client of each server that is asked what it knows.
using Inquirers = std::vector<Inquirer>;

Result<Inquirers, BenchError> connect_inquirers(const std::vector<net::Address>& servers,
                                                nanoseconds patience) {
    Inquirers inquirers;
    for (const auto& server : servers) {
        auto inquirer = Inquirer::connect(server, patience);
        if (!inquirer) return unexpected(inquirer.error());
        inquirers.push_back(std::move(*inquirer));
    }
    return inquirers;
}

/// Asks all servers at once for a client, again and again, until each has told of its newest update. Returns
/// when that was.
Result<SteadyTime, BenchError> await_told(Inquirers& inquirers, const HerdDialect::Newest& newest,
                                          nanoseconds pause, SteadyTime deadline) {
    std::vector<Inquirer*> waiting;
    for (auto& inquirer : inquirers) waiting.push_back(&inquirer);
    for (;;) {
        for (auto* inquirer : waiting) {
            if (const auto asked = inquirer->ask(newest.client); !asked) return unexpected(asked.error());
        }
        std::vector<Inquirer*> still;
        for (auto* inquirer : waiting) {
            const auto told = inquirer->read_told(newest);
            if (!told) return unexpected(told.error());
            if (!*told) still.push_back(inquirer);
        }
        const SteadyTime now = steady_clock::now();
        if (still.empty()) return now;
        if (now > deadline)
            return unexpected(BenchError{BenchFault::unsettled,
                                         still.front()->server() + " does not tell of the newest update of " +
                                             newest.client + " in time"});
        waiting = std::move(still);
        std::this_thread::sleep_for(pause);
    }
}

/// Waits until all servers tell of the newest updates of a sample of clients. Returns when that was.
Result<SteadyTime, BenchError> await_sample(Inquirers& inquirers, const HerdDialect& dialect,
                                            nanoseconds patience) {
    const SteadyTime deadline = steady_clock::now() + patience;
    SteadyTime last = steady_clock::now();
    for (const auto& newest : dialect.sample(sample_size)) {
        const auto told = await_told(inquirers, newest, ask_pause, deadline);
        if (!told) return unexpected(told.error());
        last = *told;
    }
    return last;
}

void add_rates(const LoadResult& result, std::uint64_t updates, SteadyTime told, Figures& figures) {
    const auto count = static_cast<double>(updates);
    figures.accepted = count;
    figures.accepted_per_second = count / std::chrono::duration<double>(result.end - result.begin).count();
    figures.propagated_per_second = count / std::chrono::duration<double>(told - result.begin).count();
}

/// Follows updates of a client of the first server that is under load.
Result<void, BenchError> follow(Inquirers& inquirers, const std::string& server, const HerdLoad& load,
                                Figures& figures) {
    const auto first = std::find_if(inquirers.begin(), inquirers.end(),
                                    [&](const Inquirer& it) { return it.server() == server; });
    Phones phones = load.phones;
    phones.count = 1;
    ++phones.seed;
    PhoneTable table(phones);
    ClientClock clock(
        static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch() / nanoseconds(1)));
    Histogram round_trips;
    Histogram to_last;
    for (std::size_t i = 0; i < followed_updates; ++i) {
        table.move(0, clock.tick());
        const SteadyTime sent = steady_clock::now();
        if (const auto said = first->send(table.line(0)); !said) return unexpected(said.error());
        const auto answer = first->read_line();
        if (!answer) return unexpected(answer.error());
        round_trips.record(steady_clock::now() - sent);
        const HerdDialect::Newest newest{"AT " + server + " ", std::string(table.client(0)),
                                         std::string(table.tail(0))};
        const auto told = await_told(inquirers, newest, nanoseconds(0), sent + load.settle_patience);
        if (!told) return unexpected(told.error());
        to_last.record(*told - sent);
    }
    add_propagation(round_trips, to_last, figures);
    return {};
}

}  // namespace

Result<Figures, BenchError> measure_running_herd(const std::vector<net::Address>& servers,
                                                 const HerdLoad& load, const Progress& progress) {
    HerdRun run(servers, load, progress);
    if (const auto connected = run.connect(); !connected) return unexpected(connected.error());
    auto inquirers = connect_inquirers(servers, load.load.patience);
    if (!inquirers) return unexpected(inquirers.error());
    if (const auto warm = run.warm_up(); !warm) return unexpected(warm.error());
    const auto& dialect = run.dialect();
    if (const auto told = await_sample(*inquirers, dialect, load.settle_patience); !told)
        return unexpected(told.error());

    const auto updates = dialect.updates();
    const auto result = run.measure();
    if (!result) return unexpected(result.error());
    const auto told = await_sample(*inquirers, dialect, load.settle_patience);
    if (!told) return unexpected(told.error());

    Figures figures;
    add_latencies(*result, figures);
    if (dialect.updates() > updates) add_rates(*result, dialect.updates() - updates, *told, figures);
    if (load.propagation_rate > 0) {
        if (const auto done = follow(*inquirers, load.under_load.front(), load, figures); !done)
            return unexpected(done.error());
    }
    return figures;
}

}  // namespace herd::bench
