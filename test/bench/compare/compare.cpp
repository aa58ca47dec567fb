// Puts one server that is no herd under load, and prints a line of JSON with what came of it.

#include <chrono>
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "comparison.hpp"
#include "measure_nats.hpp"
#include "measure_stream.hpp"
#include "pinned_server.hpp"
#include "trace/json_object.hpp"

namespace {

using namespace herd::bench;

using Measure = Comparison (*)(const ComparisonOptions&);

const std::map<std::string, Measure> targets{{"echo", measure_echo},
                                             {"redis-set", measure_redis_set},
                                             {"redis-geoadd", measure_redis_geoadd},
                                             {"nats", measure_nats}};

struct Quantile {
    const char* key;
    double part;
};
constexpr Quantile quantiles[] = {
    {"latency_p10_ns", 0.1}, {"latency_p25_ns", 0.25}, {"latency_p50_ns", 0.5},   {"latency_p75_ns", 0.75},
    {"latency_p90_ns", 0.9}, {"latency_p99_ns", 0.99}, {"latency_p999_ns", 0.999}};

/// In the shape of `herd bench --json`.
std::string format_json(const Comparison& comparison) {
    std::string text;
    herd::trace::JsonObject object(text);
    if (!comparison.version.empty()) object.text("version", comparison.version);
    std::string figures;
    herd::trace::JsonObject median(figures);
    for (const auto& name : list_figures()) {
        const auto value = comparison.figures.*name.figure;
        if (value) median.json(name.key, std::to_string(*value));
    }
    for (const auto& quantile : quantiles)
        median.number(quantile.key, comparison.latencies.quantile(quantile.part).count());
    median.number("latency_max_ns", comparison.latencies.max().count());
    median.end();
    object.json("median", figures);
    object.end();
    return text;
}

herd::nanoseconds to_duration(double seconds) {
    return std::chrono::duration_cast<herd::nanoseconds>(std::chrono::duration<double>(seconds));
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Puts a server under load that is to be compared with a herd.", "bench_compare");
    ComparisonOptions options;
    std::string target;
    std::vector<int> cores{0, 1};
    double seconds = 1;
    double warm_up = 1;
    app.add_option("TARGET", target, "what the server is")->required()->check(CLI::IsMember(targets));
    app.add_option("PROGRAM", options.program, "its executable, which is started")->required();
    app.add_option("--connections", options.connections, "with the servers, in turn")
        ->check(CLI::PositiveNumber);
    app.add_option("--depth", options.depth, "requests under way on each")->check(CLI::PositiveNumber);
    app.add_option("--clients", options.clients, "distinct ones that requests tell of")
        ->check(CLI::PositiveNumber);
    app.add_option("--rate", options.rate, "requests a second; 0: each follows an answer");
    app.add_option("--seconds", seconds, "for which it is measured");
    app.add_option("--warm-up", warm_up, "seconds before that");
    app.add_option("--pin", cores, "the cores of the servers and of the load, else 0,1")
        ->delimiter(',')
        ->expected(2);
    CLI11_PARSE(app, argc, argv)
    options.duration = to_duration(seconds);
    options.warm_up = to_duration(warm_up);
    try {
        options.server_core = cores[0];
        pin_this_thread(cores[1]);
        std::printf("%s\n", format_json(targets.at(target)(options)).c_str());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_compare: %s: %s\n", target.c_str(), error.what());
        return 1;
    }
    return 0;
}
