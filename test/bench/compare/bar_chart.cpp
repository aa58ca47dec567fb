#include "bar_chart.hpp"

#include <algorithm>
#include <string_view>

#include "study/axis.hpp"
#include "study/number.hpp"
#include "trace/svg_canvas.hpp"
#include "trace/svg_style.hpp"

namespace herd::bench {
namespace {

// Units: pixels.
constexpr double margin = 16;
constexpr double name_width = 138;
constexpr double bar_width = 250;
constexpr double value_width = 56;
constexpr double panel_width = name_width + bar_width + value_width;
constexpr double gap = 28;
constexpr double row_height = 22;
constexpr double bar_height = 15;
constexpr double first_top = 108;
constexpr double axis_height = 46;
constexpr double title_height = 30;

std::string kind_class(std::size_t kind) {
    return "t" + std::to_string(kind);
}

class BarDrawing {
public:
    explicit BarDrawing(const BarChart& chart) : chart_(chart) {}

    std::string draw() {
        canvas_.text({margin, margin + 14}, chart_.title, "title");
        canvas_.text({margin, margin + 34}, chart_.note, "note");
        draw_legend();
        double bottom = first_top;
        for (std::size_t i = 0; i < chart_.panels.size(); i += 2) {
            const double top = bottom;
            for (std::size_t j = i; j < std::min(i + 2, chart_.panels.size()); ++j)
                bottom = std::max(bottom, draw_panel(chart_.panels[j], {left(j % 2), top}));
        }
        const std::string width = trace::format_px(left(1) + panel_width + margin);
        const std::string height = trace::format_px(bottom);
        std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" +
                          height + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\">\n<title>" +
                          trace::escape_xml(chart_.title) + "</title>\n";
        svg.append(trace::svg_style()).append("<rect class=\"bg\" width=\"100%\" height=\"100%\"/>\n");
        return svg + canvas_.markup() + "</svg>\n";
    }

private:
    static double left(std::size_t column) {
        return margin + static_cast<double>(column) * (panel_width + gap);
    }

    void draw_legend() {
        double x = margin;
        for (std::size_t kind = 0; kind < chart_.kinds.size(); ++kind) {
            canvas_.rectangle({x, margin + 48}, 14, 12, 2, kind_class(kind));
            canvas_.text({x + 20, margin + 58}, chart_.kinds[kind], "legend");
            x += 20 + trace::estimate_width(chart_.kinds[kind], 12) + 24;
        }
    }

    /// Returns where it ends.
    double draw_panel(const BarPanel& panel, trace::Point corner) {
        std::vector<double> values;
        for (const auto& bar : panel.bars) values.push_back(bar.value);
        const study::Axis axis(study::Scale::linear, values);
        const double start = corner.x + name_width;
        const double bottom = corner.y + row_height * static_cast<double>(panel.bars.size());
        canvas_.text({corner.x, corner.y - 8}, panel.title, "name");
        for (const auto& tick : axis.ticks()) {
            const double x = start + bar_width * *axis.place(tick.value);
            canvas_.line({x, corner.y}, {x, bottom}, "grid");
            canvas_.text({x, bottom + 14}, tick.text, "tick", "middle");
        }
        canvas_.text({start + bar_width / 2, bottom + 30}, chart_.unit, "note", "middle");
        double top = corner.y;
        for (const auto& bar : panel.bars) {
            const double width = bar_width * *axis.place(bar.value);
            canvas_.text({start - 6, top + 15}, bar.name, "legend", "end");
            canvas_.rectangle({start, top + 3}, width, bar_height, 2, kind_class(bar.kind), bar.name);
            canvas_.text({start + width + 6, top + 15}, study::format_short(bar.value), "tick");
            top += row_height;
        }
        canvas_.line({start, corner.y}, {start, bottom}, "axis");
        return bottom + axis_height + title_height;
    }

    const BarChart& chart_;
    trace::SvgCanvas canvas_;
};

}  // namespace

std::string format_svg(const BarChart& chart) {
    return BarDrawing(chart).draw();
}

}  // namespace herd::bench
