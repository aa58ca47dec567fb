#include "study/pictures.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "study/chart.hpp"

namespace herd::study {
namespace {

constexpr std::array both{core::Propagation::flood, core::Propagation::tree};

std::string_view format_panel(core::Propagation propagation) {
    return propagation == core::Propagation::tree ? "Spanning trees" : "Flooding";
}

using Measure = double (*)(const Figures&);

double in_ms(nanoseconds time) {
    return static_cast<double>(time.count()) / 1e6;
}

/// Adds a point to the series of a name, which is made if there is none.
void add_point(std::string_view name, ChartPoint point, Panel& panel) {
    for (auto& series : panel.series) {
        if (series.name == name) return series.points.push_back(point);
    }
    panel.series.push_back({std::string(name), {point}});
}

/// One of the figures by the number of servers, a series for each topology.
Picture draw_sizes(const std::vector<Row>& rows, std::string file, std::string title, std::string unit,
                   Measure measure) {
    Chart chart{std::move(title),
                "Links of 1 ms, one update at a time. Both axes are logarithmic.",
                {"servers", Scale::log},
                {std::move(unit), Scale::log},
                {}};
    for (const auto propagation : both) {
        Panel panel{std::string(format_panel(propagation)), {}};
        for (const auto& [cell, figures] : rows) {
            if (cell.part != Part::size || cell.propagation != propagation) continue;
            add_point(topology::format_shape(cell.shape),
                      {static_cast<double>(cell.servers), measure(figures)}, panel);
        }
        chart.panels.push_back(std::move(panel));
    }
    return {std::move(file), chart.title, format_svg(chart)};
}

std::string format_limit(const Cell& cell) {
    if (cell.bytes_per_second == 0) return "no limit";
    return std::to_string(cell.bytes_per_second / 1000) + " kB/s a link";
}

/// One of the figures by updates a second, a panel for each bandwidth.
Picture draw_loads(const std::vector<Row>& rows, std::string file, std::string title, std::string unit,
                   Measure measure) {
    Chart chart{std::move(title),
                "100 servers, random regular graph of degree 4, links of 1 ms. Both axes are logarithmic.",
                {"updates a second", Scale::log},
                {std::move(unit), Scale::log},
                {}};
    for (const auto& [cell, figures] : rows) {
        if (cell.part != Part::load) continue;
        const auto limit = "Bandwidth: " + format_limit(cell);
        if (chart.panels.empty() || chart.panels.back().title != limit) chart.panels.push_back({limit, {}});
        add_point(format_propagation(cell.propagation), {static_cast<double>(cell.rate), measure(figures)},
                  chart.panels.back());
    }
    return {std::move(file), chart.title, format_svg(chart)};
}

}  // namespace

std::vector<Picture> draw_pictures(const std::vector<Row>& rows) {
    std::vector<Picture> pictures;
    pictures.push_back(draw_sizes(rows, "study-payload.svg", "Messages with the update, for each update",
                                  "messages an update, mean",
                                  [](const Figures& f) { return f.an_update(f.traffic.payload); }));
    pictures.push_back(draw_sizes(
        rows, "study-messages.svg", "All messages between servers, announcements too, for each update",
        "messages an update, mean", [](const Figures& f) { return f.an_update(f.traffic.messages()); }));
    pictures.push_back(draw_sizes(rows, "study-bytes.svg", "Bytes between servers for each update",
                                  "bytes an update, mean",
                                  [](const Figures& f) { return f.an_update(f.traffic.bytes); }));
    pictures.push_back(draw_sizes(rows, "study-hops.svg", "Links that an update crosses to come to a server",
                                  "hops, mean over servers", [](const Figures& f) { return f.mean_hops; }));
    pictures.push_back(draw_sizes(rows, "study-convergence.svg", "Time until an update is everywhere",
                                  "milliseconds, median", [](const Figures& f) { return in_ms(f.median); }));
    pictures.push_back(
        draw_loads(rows, "study-load-convergence.svg", "Time until an update is everywhere, by load",
                   "milliseconds, 99th percentile", [](const Figures& f) { return in_ms(f.p99); }));
    pictures.push_back(draw_loads(
        rows, "study-load-messages.svg", "All messages between servers for each update, by load",
        "messages an update, mean", [](const Figures& f) { return f.an_update(f.traffic.messages()); }));
    return pictures;
}

}  // namespace herd::study
