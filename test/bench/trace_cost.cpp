// Measures what a trace costs: the processor time of herds that spread the same updates with and without one,
// by turns. Usage: trace_cost PATH-OF-HERD

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "herd_process.hpp"
#include "socket_client.hpp"

namespace {

using namespace herd::bench;

constexpr std::uint16_t first_port = 18201;
constexpr int rounds = 11;
constexpr int warm_up = 100000;  // updates, so that memory is there and the trace goes round
constexpr int updates = 300000;
constexpr int clients = 10000;
constexpr int depth = 32;  // updates on their way to the herd at once

std::string write_config(const std::filesystem::path& folder, const std::string& buffer) {
    const auto path = folder / ("trace-" + buffer + ".toml");
    std::ofstream file(path);
    file << "[servers]\n";
    const char* names[] = {"Alford", "Ball", "Hamilton", "Holiday", "Welsh"};
    for (int i = 0; i < 5; ++i) file << names[i] << " = { port = " << first_port + i << " }\n";
    file << "[topology]\nAlford = [\"Hamilton\", \"Welsh\"]\nBall = [\"Holiday\", \"Welsh\"]\n"
            "Hamilton = [\"Holiday\"]\n[log]\nlevel = \"off\"\n[trace]\nbuffer = \""
         << buffer << "\"\n";
    return path.string();
}

/// Has Alford take updates, some at a time, and waits until all servers have the last one.
void spread(int first, int end) {
    SocketClient client(first_port);
    std::string lines;
    for (int i = first; i < end;) {
        lines.clear();
        for (int j = 0; j < depth; ++j, ++i) {
            lines += "IAMAT phone" + std::to_string(i % clients) + " +34.068930-118.445127 " +
                     std::to_string(1 + i) + ".392014450\n";
        }
        client.send(lines);
        for (int j = 0; j < depth; ++j) client.receive_until("\n");
    }
    // They have, once the two that are farthest away have it.
    const std::string last = "phone" + std::to_string((end - 1) % clients);
    for (const std::uint16_t far : {1, 3}) {
        SocketClient asker(static_cast<std::uint16_t>(first_port + far));
        for (std::string answer; answer.find(" " + std::to_string(end) + ".") == std::string::npos;) {
            asker.send("WHATSAT " + last + " 0 0\n");
            answer = asker.receive_until("\n\n");
        }
    }
}

/// Processor time that one update takes, microseconds, at all five servers together.
double measure(const std::string& herd, const std::string& config) {
    HerdProcess process(herd, {"--config", config});
    spread(0, warm_up);
    const double before = process.processor_seconds();
    spread(warm_up, warm_up + updates);
    return (process.processor_seconds() - before) / updates * 1e6;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) fail("usage: trace_cost PATH-OF-HERD");
    char name[] = "/tmp/herd-trace-cost-XXXXXX";
    if (!mkdtemp(name)) fail("mkdtemp");
    const std::filesystem::path folder = name;
    const auto with = write_config(folder, "8MiB");
    const auto without = write_config(folder, "off");
    std::vector<double> costs;
    std::vector<double> yardsticks;
    std::vector<double> ratios;
    for (int round = 0; round < rounds; ++round) {
        yardsticks.push_back(measure(argv[1], without));
        costs.push_back(measure(argv[1], with));
        ratios.push_back(costs.back() / yardsticks.back());
    }
    std::filesystem::remove_all(folder);
    std::printf(
        "processor time of an update: %.2f us without a trace, %.2f us with one; %.3f times, median of %d "
        "(%.3f to %.3f)\n",
        median(yardsticks), median(costs), median(ratios), rounds,
        *std::min_element(ratios.begin(), ratios.end()), *std::max_element(ratios.begin(), ratios.end()));
    return 0;
}
