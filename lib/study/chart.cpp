#include "study/chart.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "base/assert.hpp"
#include "trace/svg_canvas.hpp"
#include "trace/svg_style.hpp"

namespace herd::study {
namespace {

using trace::Point;

// Units: pixels.
constexpr double margin = 16;
constexpr double tick_width = 56;  // of the texts beside the y axis, and its title
constexpr double panel_width = 366;
constexpr double panel_height = 290;
constexpr double gap = 44;
constexpr double panel_top = 92;
constexpr double legend_top = panel_top + panel_height + 68;

constexpr std::string_view style = R"(<style>
.curve{fill:none;stroke-width:2;stroke-linejoin:round}
.cross{fill:none;stroke-width:2.2}
.panel{font-weight:600;font-size:13px}
.frame{fill:none;stroke:#8c959f;stroke-width:1}
@media(prefers-color-scheme:dark){.frame{stroke:#6e7681}}
</style>
)";

/// The mark of a series: no two are alike, so colour is not all that tells them apart.
void draw_mark(Point at, std::size_t series, trace::SvgCanvas& canvas) {
    static constexpr std::array<std::string_view, trace::palette_size> paths{
        "",  // a circle
        "m-4 -4h8v8h-8z",
        "m0 -5.5l5 9h-10z",
        "m0 -5.8l5.8 5.8l-5.8 5.8l-5.8 -5.8z",
        "m0 5.5l5 -9h-10z",
        "m-4 -4l8 8m0 -8l-8 8"};
    const std::string number = std::to_string(series);
    if (series == 0) return canvas.circle(at, 4.2, "t" + number);
    const std::string start = "M" + trace::format_px(at.x) + " " + trace::format_px(at.y);
    const bool is_cross = series + 1 == paths.size();
    canvas.path(start + std::string(paths[series]), is_cross ? "cross c" + number : "t" + number);
}

std::vector<double> gather(const Chart& chart, double ChartPoint::*coordinate) {
    std::vector<double> values;
    for (const auto& panel : chart.panels) {
        for (const auto& series : panel.series) {
            for (const auto& point : series.points) values.push_back(point.*coordinate);
        }
    }
    return values;
}

class Drawing {
public:
    explicit Drawing(const Chart& chart)
        : chart_(chart),
          x_(chart.x.scale, gather(chart, &ChartPoint::x)),
          y_(chart.y.scale, gather(chart, &ChartPoint::y)) {}

    std::string draw() {
        canvas_.text({margin, margin + 14}, chart_.title, "title");
        canvas_.text({margin, margin + 34}, chart_.note, "note");
        for (std::size_t i = 0; i < chart_.panels.size(); ++i) draw_panel(i);
        draw_y_axis();
        draw_legend();

        const std::string width = trace::format_px(left(chart_.panels.size()) - gap + margin);
        const std::string height = trace::format_px(legend_top + margin + 8);
        std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" +
                          height + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\">\n<title>" +
                          trace::escape_xml(chart_.title) + "</title>\n";
        svg.append(trace::svg_style()).append(style);
        svg += "<rect class=\"bg\" width=\"100%\" height=\"100%\"/>\n";
        return svg + canvas_.markup() + "</svg>\n";
    }

private:
    static double left(std::size_t panel) {
        return margin + tick_width + static_cast<double>(panel) * (panel_width + gap);
    }
    static double down(double share) { return panel_top + panel_height * (1 - share); }

    void draw_panel(std::size_t index) {
        const Panel& panel = chart_.panels[index];
        const double start = left(index);
        canvas_.text({start, panel_top - 10}, panel.title, "panel");
        for (const auto& tick : y_.ticks()) {
            const double y = down(*y_.place(tick.value));
            canvas_.line({start, y}, {start + panel_width, y}, "grid");
        }
        const double bottom = panel_top + panel_height;
        for (const auto& tick : x_.ticks()) {
            const double x = start + panel_width * *x_.place(tick.value);
            canvas_.line({x, panel_top}, {x, bottom}, "grid");
            canvas_.text({x, bottom + 16}, tick.text, "tick", "middle");
        }
        canvas_.rectangle({start, panel_top}, panel_width, panel_height, 0, "frame");
        canvas_.text({start + panel_width / 2, bottom + 36}, chart_.x.text, "note", "middle");
        HERD_ASSERT(panel.series.size() <= trace::palette_size);
        for (std::size_t i = 0; i < panel.series.size(); ++i) draw_series(panel.series[i], i, start);
    }

    void draw_series(const Series& series, std::size_t number, double start) {
        std::vector<Point> points;
        std::string path;
        for (const auto& point : series.points) {
            const auto x = x_.place(point.x);
            const auto y = y_.place(point.y);
            if (!x || !y) continue;
            points.push_back({start + panel_width * *x, down(*y)});
            path += (path.empty() ? "M" : "L") + trace::format_px(points.back().x) + " " +
                    trace::format_px(points.back().y);
        }
        if (points.size() > 1) canvas_.path(path, "curve c" + std::to_string(number), series.name);
        for (const auto& point : points) draw_mark(point, number, canvas_);
    }

    void draw_y_axis() {
        for (const auto& tick : y_.ticks())
            canvas_.text({left(0) - 6, down(*y_.place(tick.value)) + 4}, tick.text, "tick", "end");
        const std::string x = trace::format_px(margin + 2);
        const std::string y = trace::format_px(panel_top + panel_height / 2);
        canvas_.raw("<text class=\"note\" text-anchor=\"middle\" transform=\"translate(" + x + " " + y +
                    ") rotate(-90)\">" + trace::escape_xml(chart_.y.text) + "</text>\n");
    }

    /// The names of the panel with most series.
    void draw_legend() {
        const auto longest = std::max_element(
            chart_.panels.begin(), chart_.panels.end(),
            [](const Panel& a, const Panel& b) { return a.series.size() < b.series.size(); });
        if (longest == chart_.panels.end()) return;
        double x = left(0);
        for (std::size_t i = 0; i < longest->series.size(); ++i) {
            const std::string& name = longest->series[i].name;
            canvas_.line({x, legend_top - 4}, {x + 28, legend_top - 4}, "curve c" + std::to_string(i));
            draw_mark({x + 14, legend_top - 4}, i, canvas_);
            canvas_.text({x + 34, legend_top}, name, "legend");
            x += 34 + trace::estimate_width(name, 12) + 22;
        }
    }

    const Chart& chart_;
    Axis x_;
    Axis y_;
    trace::SvgCanvas canvas_;
};

}  // namespace

std::string format_svg(const Chart& chart) {
    return Drawing(chart).draw();
}

}  // namespace herd::study
