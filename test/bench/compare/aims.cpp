#include "aims.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "study/number.hpp"

namespace herd::bench {
namespace {

/// Of the floors, with logs as they are shipped.
constexpr double share_with_logs = 0.6;

struct ThroughputAim {
    const char* over;
    const char* name;
    std::size_t load;  // of the load cases
    double floor;
    std::optional<double> moonshot;
};

const std::vector<ThroughputAim>& list_throughput_aims() {
    static const std::vector<ThroughputAim> aims{
        {"line-echo", "the raw echo", 0, 0.42, 0.75}, {"line-echo", "the raw echo", 1, 0.62, 0.75},
        {"line-echo", "the raw echo", 2, 0.33, 0.53}, {"line-echo", "the raw echo", 3, 0.55, 0.80},
        {"redis-geoadd", "Redis GEOADD", 1, 1.1, {}}, {"redis-geoadd", "Redis GEOADD", 2, 3.0, {}},
        {"redis-geoadd", "Redis GEOADD", 3, 1.1, {}}, {"redis-set", "Redis SET", 1, 0.8, 1.0},
        {"redis-set", "Redis SET", 2, 0.9, 1.4},      {"nats", "NATS", 2, 3.0, 5.5}};
    return aims;
}

std::string figure(std::string_view key) {
    return "figures.median." + std::string(key);
}

Choice choose(std::string part, std::string target,
              std::vector<std::pair<std::string, double>> numbers = {}) {
    return {std::move(part), std::move(target), std::move(numbers)};
}

}  // namespace

const std::vector<LoadCase>& list_load_cases() {
    static const std::vector<LoadCase> cases{{1, 1, "1 connection"},
                                             {50, 1, "50 connections"},
                                             {50, 32, "50 connections, 32 deep"},
                                             {1000, 1, "1,000 connections"}};
    return cases;
}

bool is_passed_on_by(std::string_view target) {
    return target.starts_with("herd") || target == "nats";
}

Rounds select_rate(const std::vector<Run>& runs, const std::string& target, const LoadCase& load) {
    return select(runs,
                  choose("throughput", target, {{"connections", load.connections}, {"depth", load.depth}}),
                  figure(is_passed_on_by(target) ? "propagated_per_s" : "answers_per_s"));
}

std::vector<Aim> compare_throughput(const std::vector<Run>& runs, const std::string& target) {
    const bool is_quiet = target == "herd";
    std::vector<Aim> aims;
    for (const auto& aim : list_throughput_aims()) {
        const auto& load = list_load_cases()[aim.load];
        aims.push_back({std::string(aim.name) + ", " + load.name,
                        divide(select_rate(runs, target, load), select_rate(runs, aim.over, load)),
                        is_quiet ? aim.floor : aim.floor * share_with_logs,
                        is_quiet ? aim.moonshot : std::nullopt, false});
    }
    return aims;
}

std::vector<Aim> check_the_rest(const std::vector<Run>& runs) {
    const auto at_one = [&runs](const char* target) {
        return select(runs, choose("throughput", target, {{"connections", 1}}), figure("latency_p50_ns"));
    };
    const auto spread = [&runs](const char* key) {
        return select(runs, choose("propagation", "herd"), figure(key));
    };
    const auto cost = [&runs](double clients) {
        return select(runs, choose("clients", "herd", {{"clients", clients}}),
                      figure("processor_per_update_ns"));
    };
    const auto nats = select(runs, choose("propagation", "nats"), figure("latency_p50_ns"));
    const auto memory = select(runs, choose("memory", "herd"), figure("bytes_per_record"));
    const auto geoadd = select(runs, choose("memory", "redis-geoadd"), figure("bytes_per_record"));
    const auto start = select(runs, choose("start", "herd", {{"servers", 100}}), "figures.median.start_ms");
    const auto median_spread = spread("propagation_p50_ns");
    return {{"an IAMAT's answer at 1 connection, median over the raw echo's",
             divide(at_one("herd"), at_one("line-echo")),
             1.4,
             {},
             true},
            {"to the last of five at 2,000 a second, median over the IAMAT's own round trip",
             divide(median_spread, spread("round_trip_p50_ns")), 3.2, 2.2, true},
            {"the same, 99th percentile over its median",
             divide(spread("propagation_p99_ns"), median_spread),
             3,
             {},
             true},
            {"the same, median over that of NATS", divide(median_spread, nats), 0.5, {}, true},
            {"processor time of an update, 1,000,000 clients over 1,000",
             divide(cost(1e6), cost(1e3)),
             1.8,
             {},
             true},
            {"bytes a record a server, 1,000,000 clients with names of 20 bytes", memory, 120, {}, true},
            {"the same over Redis GEOADD's one copy", divide(memory, geoadd), 1, {}, true},
            {"100 servers in a process start, milliseconds", start, 1000, {}, true}};
}

std::string format_outcome(const Aim& aim) {
    if (aim.values.empty()) return {};
    const double value = median(aim.values);
    const auto by_value = [](const auto& a, const auto& b) { return a.second < b.second; };
    const auto [least, most] = std::minmax_element(aim.values.begin(), aim.values.end(), by_value);
    const int digits = value >= 20 ? 0 : 2;
    const auto holds = [&](double bound) { return aim.is_most ? value <= bound : value >= bound; };
    std::string text = study::format_fixed(value, digits);
    if (aim.values.size() > 1)
        text += " (" + study::format_fixed(least->second, digits) + " to " +
                study::format_fixed(most->second, digits) + ")";
    if (aim.moonshot && holds(*aim.moonshot)) return text + ", moonshot reached";
    return text + (holds(aim.bound) ? ", reached" : ", **missed**");
}

}  // namespace herd::bench
