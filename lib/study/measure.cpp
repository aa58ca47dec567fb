#include "study/measure.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "fault/fault.hpp"
#include "fault/random.hpp"
#include "sim/network.hpp"
#include "study/spread_watch.hpp"

namespace herd::study {
namespace {

/// Virtual time after which updates that are not everywhere are given up.
constexpr auto patience = std::chrono::minutes(2);

sim::Setup make_setup(const Cell& cell, const topology::Graph& graph, std::uint64_t seed) {
    sim::Setup setup;
    for (std::size_t i = 0; i < cell.servers; ++i) setup.names.push_back("S" + std::to_string(i));
    for (const auto& link : graph.links()) setup.links.push_back({link.a, link.b});
    setup.seed = seed;
    setup.latency = cell.latency;
    setup.jitter = cell.jitter;
    setup.options.propagation = cell.propagation;
    return setup;
}

/// A cell while it is measured.
class Run {
public:
    Run(const Cell& cell, std::uint64_t seed) : Run(cell, make_setup(cell, make_links(cell, seed), seed)) {}

    void come_up() {
        while (watch_.ends_up() < 2 * network_.links().size()) HERD_ASSERT(network_.step());
        for (std::size_t i = 0; i < cell_.origins; ++i) {
            const auto server = static_cast<core::ServerIndex>(i * cell_.servers / cell_.origins);
            clients_.push_back(network_.open(server));
        }
        if (cell_.bytes_per_second > 0) limit_links();
        rest();
    }

    /// Servers learn the ways of each origin's updates, if they learn any.
    void warm_up() {
        for (std::size_t i = 0; i < cell_.origins; ++i) send_alone(i);
        watch_.forget_traffic();
    }

    void send_updates() {
        if (cell_.rate > 0) return send_at_rate();
        for (std::size_t i = 0; i < cell_.updates; ++i) send_alone(i % cell_.origins);
    }

    Figures figures() const {
        Figures figures;
        figures.links = network_.links().size();
        figures.updates = cell_.updates;
        figures.reached = cell_.servers;
        figures.traffic = watch_.traffic();
        std::vector<nanoseconds> times;
        std::uint64_t hops = 0;
        std::uint64_t reached = 0;
        for (std::size_t i = cell_.origins; i < sent_; ++i) {
            const Spread& spread = watch_.spread(i);
            figures.reached = std::min(figures.reached, spread.reached + 1);
            figures.most_hops = std::max<unsigned>(figures.most_hops, spread.most_hops);
            hops += spread.hops;
            reached += spread.reached;
            times.push_back(spread.last);
        }
        if (reached > 0) figures.mean_hops = static_cast<double>(hops) / static_cast<double>(reached);
        std::sort(times.begin(), times.end());
        figures.median = pick_percentile(times, 50);
        figures.p99 = pick_percentile(times, 99);
        figures.most = times.back();
        return figures;
    }

private:
    Run(const Cell& cell, const sim::Setup& setup)
        : cell_(cell),
          roster_(setup.names),
          watch_(roster_, cell.origins + cell.updates),
          network_(setup, &watch_),
          random_(setup.seed),
          pause_(std::chrono::milliseconds(250) + 10 * cell.latency) {}

    void limit_links() {
        for (const auto& [a, b] : network_.links()) {
            const fault::LinkName name{roster_.name(a), roster_.name(b)};
            HERD_ASSERT(network_.apply({fault::Bandwidth{name, cell_.bytes_per_second}, std::nullopt}));
        }
    }

    void send(std::size_t origin) { network_.say(clients_[origin], SpreadWatch::format_update(sent_++)); }

    /// Until so many updates are everywhere, and nothing is sent any more.
    void finish(std::size_t updates) {
        const auto deadline = network_.now() + patience;
        while (watch_.finished() < updates && network_.now() < deadline && network_.step()) {
        }
        rest();
    }

    /// Longer than announcements wait, and than a record that was announced is waited for.
    void rest() {
        std::uint64_t before = 0;
        do {
            before = watch_.traffic().messages();
            network_.run_until(network_.now() + pause_);
        } while (watch_.traffic().messages() != before);
    }

    void send_alone(std::size_t origin) {
        send(origin);
        finish(sent_);
    }

    void send_at_rate() {
        const auto start = network_.now();
        for (std::size_t i = 0; i < cell_.updates; ++i) {
            const auto due = nanoseconds(std::chrono::seconds(i)) / static_cast<std::int64_t>(cell_.rate);
            network_.run_until(start + due);
            if (cell_.split > nanoseconds(0) && i == cell_.updates / 4) split();
            send(random_.below(cell_.origins));
        }
        finish(sent_);
    }

    void split() {
        std::vector<std::string> half;
        for (core::ServerIndex i = 0; i < cell_.servers / 2; ++i) half.push_back(roster_.name(i));
        HERD_ASSERT(network_.apply({fault::Split{{half}}, cell_.split}));
    }

    const Cell& cell_;
    core::Roster roster_;
    SpreadWatch watch_;
    sim::Network network_;
    fault::Random random_;
    nanoseconds pause_;
    std::vector<sim::ClientId> clients_;  // by origin
    std::size_t sent_ = 0;
};

}  // namespace

Figures measure(const Cell& cell, std::uint64_t seed) {
    Run run(cell, seed);
    run.come_up();
    run.warm_up();
    run.send_updates();
    return run.figures();
}

}  // namespace herd::study
