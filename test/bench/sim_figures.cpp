// Measures how fast the simulator is: the classic herd under a steady load against life, and how many
// messages are delivered a second when there is no end of updates. Usage: sim_figures

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "sim/network.hpp"

namespace {

using namespace herd;
using std::chrono::steady_clock;

constexpr int rounds = 7;

sim::Setup make_classic(std::size_t trace) {
    sim::Setup setup;
    setup.names = {"Alford", "Ball", "Hamilton", "Holiday", "Welsh"};
    setup.links = {{0, 2}, {0, 4}, {1, 3}, {1, 4}, {2, 3}};
    setup.trace = trace;
    return setup;
}

double seconds_since(steady_clock::time_point begin) {
    return std::chrono::duration<double>(steady_clock::now() - begin).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// A herd with a client at each server, and lines for them.
class Load {
public:
    explicit Load(std::size_t trace) : network_(make_classic(trace)) {
        for (core::ServerIndex server = 0; server < 5; ++server) clients_.push_back(network_.open(server));
        network_.run_until(network_.now() + std::chrono::seconds(1));
    }

    /// The next client tells its server the next updates, of one of 1,000 phones each.
    void send(int count) {
        lines_.clear();
        for (int i = 0; i < count; ++i) {
            ++sent_;
            lines_ += "IAMAT phone" + std::to_string(sent_ % 1000) + " +34.068930-118.445127 " +
                      std::to_string(1'500'000'000 + sent_) + ".392014450\n";
        }
        const auto client = clients_[static_cast<std::size_t>(turn_++) % clients_.size()];
        network_.say(client, lines_);
        network_.forget_heard(client);
    }

    sim::Network& network() { return network_; }

private:
    sim::Network network_;
    std::vector<sim::ClientId> clients_;
    std::string lines_;
    int sent_ = 0;
    int turn_ = 0;
};

/// How many times faster than life 100 updates a second are. Units: 300 seconds of virtual time.
double measure_life(std::size_t trace) {
    constexpr int life = 300;
    Load load(trace);
    const auto begin = steady_clock::now();
    for (int i = 0; i < life * 100; ++i) {
        load.send(1);
        load.network().run_until(load.network().now() + std::chrono::milliseconds(10));
    }
    return life / seconds_since(begin);
}

/// Delivered messages a second, with so many updates at a time.
double measure_messages(std::size_t trace, int batch) {
    Load load(trace);
    const auto before = load.network().totals().delivered;
    const auto begin = steady_clock::now();
    for (int i = 0; i < 150'000 / batch; ++i) {
        load.send(batch);
        load.network().run_until(load.network().now() + std::chrono::milliseconds(1));
    }
    const double spent = seconds_since(begin);
    return static_cast<double>(load.network().totals().delivered - before) / spent;
}

}  // namespace

int main() {
    constexpr std::size_t trace = std::size_t{8} << 20;
    const auto report = [](const char* what, auto measure) {
        std::vector<double> values;
        for (int i = 0; i < rounds; ++i) values.push_back(measure());
        std::printf("%-72s %12.0f\n", what, median(values));
    };
    report("100 updates a second: times faster than life", [] { return measure_life(0); });
    report("the same, with a trace", [] { return measure_life(trace); });
    report("delivered messages a second, one update at a time", [] { return measure_messages(0, 1); });
    report("the same, 32 updates at a time", [] { return measure_messages(0, 32); });
    report("the same, with a trace", [] { return measure_messages(trace, 32); });
}
