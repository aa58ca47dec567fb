#include "plots.hpp"

#include <string_view>
#include <utility>

#include "aims.hpp"
#include "bar_chart.hpp"
#include "rounds.hpp"
#include "study/chart.hpp"
#include "tables.hpp"

namespace herd::bench {
namespace {

using study::ChartPoint;
using study::Scale;
using Plots = std::vector<Plot>;

void draw_throughput(const std::vector<Run>& runs, Plots& plots) {
    BarChart chart{"Throughput, 100,000 distinct clients",
                   "Servers on one core, clients on another; medians. Each panel has an axis of its own.",
                   "requests or updates a second",
                   {"answers, one copy of an update or none", "answers, and the update at all five servers"},
                   {}};
    for (const auto& load : list_load_cases()) {
        BarPanel panel{load.name, {}};
        for (const auto& target : list_targets()) {
            const auto rate = select_rate(runs, target.target, load);
            const bool is_passed_on = is_passed_on_by(target.target);
            if (!rate.empty()) panel.bars.push_back({target.name, median(rate), is_passed_on ? 1U : 0U});
        }
        if (!panel.bars.empty()) chart.panels.push_back(std::move(panel));
    }
    if (!chart.panels.empty()) plots.push_back({"bench-throughput.svg", chart.title, format_svg(chart)});
}

/// A series by one of the numbers. Shape: points are divided by the servers, if `is_shared`.
study::Series make_growth(const std::vector<Run>& runs, const std::string& part, std::string name,
                          bool is_shared) {
    study::Series series{std::move(name), {}};
    for (const double x : list_values(runs, part, "herd", part)) {
        const auto cost = select(runs, {part, "herd", {{part, x}}}, "figures.median.processor_per_update_ns");
        if (!cost.empty()) series.points.push_back({x, median(cost) / 1e3 / (is_shared ? x : 1)});
    }
    return series;
}

void draw_growth(const std::vector<Run>& runs, const std::string& part, const std::string& title,
                 study::AxisTitle x, Scale y, Plots& plots) {
    study::Chart chart{title,
                       "50 connections, 32 deep, logs off; medians.",
                       std::move(x),
                       {"microseconds of processor time an update", y},
                       {{"", {make_growth(runs, part, "at all servers together", false)}}}};
    auto& series = chart.panels[0].series;
    if (series[0].points.empty()) return;
    if (part == "servers") series.push_back(make_growth(runs, part, "the same a server", true));
    plots.push_back({"bench-" + part + ".svg", title, study::format_svg(chart)});
}

/// How many took longer than so long, in percent.
study::Series make_distribution(const std::vector<Run>& runs, const std::string& target,
                                const std::string& key, std::string name) {
    static constexpr std::pair<const char*, double> quantiles[] = {
        {"_p10_ns", 90}, {"_p25_ns", 75}, {"_p50_ns", 50},  {"_p75_ns", 25},
        {"_p90_ns", 10}, {"_p99_ns", 1},  {"_p999_ns", 0.1}};
    study::Series series{std::move(name), {}};
    for (const auto& quantile : quantiles) {
        const auto values =
            select(runs, {"propagation", target, {}}, "figures.median." + key + quantile.first);
        if (!values.empty()) series.points.push_back({median(values) / 1e3, quantile.second});
    }
    return series;
}

/// NATS tells nobody when it has a message, so the first series of its panel is empty.
void draw_latency(const std::vector<Run>& runs, Plots& plots) {
    const std::string own = "an IAMAT's own answer";
    const std::string all = "to the last of five servers";
    study::Chart chart{"Latency at 2,000 updates a second",
                       "How many took longer. Both axes are logarithmic; medians of the rounds.",
                       {"microseconds", Scale::log},
                       {"percent that took longer", Scale::log},
                       {{"The herd",
                         {make_distribution(runs, "herd", "round_trip", own),
                          make_distribution(runs, "herd", "propagation", all)}},
                        {"NATS", {{own, {}}, make_distribution(runs, "nats", "latency", all)}}}};
    for (const auto& panel : chart.panels) {
        if (panel.series[1].points.empty()) continue;
        plots.push_back({"bench-latency.svg", chart.title, study::format_svg(chart)});
        return;
    }
}

}  // namespace

Plots draw_plots(const std::vector<Run>& runs) {
    Plots plots;
    draw_throughput(runs, plots);
    draw_latency(runs, plots);
    draw_growth(runs, "clients", "What an update costs, by clients", {"clients", Scale::log}, Scale::linear,
                plots);
    draw_growth(runs, "servers", "What an update costs, by servers", {"servers", Scale::log}, Scale::log,
                plots);
    draw_growth(runs, "idle", "What an update costs, by idle connections",
                {"idle connections", Scale::linear}, Scale::linear, plots);
    return plots;
}

}  // namespace herd::bench
