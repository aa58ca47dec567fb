#include "trace/svg_diagram.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "trace/elapsed.hpp"
#include "trace/space_time.hpp"
#include "trace/svg_bars.hpp"
#include "trace/svg_canvas.hpp"
#include "trace/svg_layout.hpp"
#include "trace/svg_legend.hpp"
#include "trace/svg_style.hpp"

namespace herd::trace {
namespace {

using core::ServerIndex;

// Units: pixels.
constexpr double axis_width = 96;
constexpr double margin = 20;
constexpr double name_height = 26;
constexpr double pill_height = 18;
constexpr double tall = 900;  // names of servers are said again below

// More can only be of faults that were set before the picture begins, and were never lifted.
constexpr std::size_t most_disturbances = 5000;

std::string color(std::string_view kind, std::size_t update) {
    return std::string(kind) + std::to_string(update % palette_size);
}

/// A time to the microsecond, as short as it can be.
std::string format_tick(nanoseconds offset) {
    if (std::chrono::abs(offset) < std::chrono::seconds(1)) return format_offset(offset);
    const auto micros = std::to_string(std::chrono::abs(offset).count() / 1000);
    const auto point = micros.size() - 6;
    return (offset.count() < 0 ? "-" : "+") + micros.substr(0, point) + "." + micros.substr(point) + " s";
}

std::string cut_short(const std::string& text, std::size_t most) {
    return text.size() <= most ? text : text.substr(0, most - 1) + "...";
}

/// Draws a diagram part by part.
class Drawing {
public:
    Drawing(const Trace& trace, const SpaceTime& picture)
        : trace_(trace),
          picture_(picture),
          bars_(find_bars(trace, picture)),
          layout_(trace, picture, find_marks(), margin + axis_width, svg_head_height(picture) + name_height) {
    }

    std::string draw();

private:
    bool is_outage(const Disturbance& disturbance) const;
    std::vector<std::size_t> find_marks() const;
    void draw_axis();
    void draw_names(double top);
    void draw_server(ServerIndex server);
    void draw_outage(const Disturbance& outage);
    void draw_arrow(const Arrow& arrow);
    void draw_head(Point tip, Point from, std::size_t update);
    void draw_step(const Step& step);
    std::string format_step_hint(const Step& step) const;
    std::string format_arrow_hint(const Arrow& arrow) const;
    double pill_width(const Step& step) const;
    Point leave(const Step& step, Point towards) const;
    std::string name(ServerIndex server) const { return trace_.servers[server]; }

    const Trace& trace_;
    const SpaceTime& picture_;
    std::vector<SvgBar> bars_;
    SvgLayout layout_;
    SvgCanvas canvas_;
};

/// Whether a server's line shows a disturbance.
bool Drawing::is_outage(const Disturbance& disturbance) const {
    const bool is_over = disturbance.end && *disturbance.end < picture_.begin;
    return disturbance.kind != Disturbance::Kind::link_down && disturbance.kind != Disturbance::Kind::fault &&
           !is_over && disturbance.begin.value_or(0) < picture_.end;
}

/// Events that are no steps and have a place of their own.
std::vector<std::size_t> Drawing::find_marks() const {
    std::vector<std::size_t> marks;
    const auto add = [&](std::optional<std::size_t> event) {
        if (event && *event >= picture_.begin && *event < picture_.end) marks.push_back(*event);
    };
    for (const auto& bar : bars_) {
        add(bar.begin);
        add(bar.end);
    }
    for (const auto& disturbance : picture_.disturbances) {
        if (!is_outage(disturbance)) continue;
        add(disturbance.begin);
        add(disturbance.end);
    }
    return marks;
}

void Drawing::draw_axis() {
    const double x = margin + axis_width - 14;
    for (const auto& gap : layout_.breaks()) {
        canvas_.rectangle({margin, gap.top + 8}, layout_.right() - margin, gap.bottom - gap.top - 16, 0,
                          "break");
        const double middle = (gap.top + gap.bottom) / 2;
        canvas_.text({x - 8, middle + 4}, format_elapsed(gap.duration), "note", "end");
        canvas_.path("M" + format_px(x - 4) + " " + format_px(middle + 4) + "l8 -4m-8 8l8 -4", "axis");
    }
    double from = layout_.top();
    for (const auto& gap : layout_.breaks()) {
        const double middle = (gap.top + gap.bottom) / 2;
        canvas_.line({x, from}, {x, middle - 1}, "axis");
        from = middle + 3;
    }
    canvas_.line({x, from}, {x, layout_.bottom()}, "axis");
    for (const auto event : layout_.ticks()) {
        const double y = layout_.y(event);
        canvas_.line({x, y}, {layout_.right(), y}, "grid");
        canvas_.line({x - 4, y}, {x, y}, "axis");
        canvas_.text({x - 8, y + 4}, format_tick(trace_.events[event].t - layout_.start()), "tick", "end");
    }
}

void Drawing::draw_names(double top) {
    const double width = layout_.column_width() - 10;
    const auto most = static_cast<std::size_t>(width / 8);
    for (const auto server : layout_.columns()) {
        canvas_.rectangle({layout_.x(server) - width / 2, top}, width, name_height - 4, 5, "head",
                          name(server));
        canvas_.text({layout_.x(server), top + 15}, cut_short(name(server), most), "name", "middle");
    }
}

/// A server's line: broken while it does not run, and thick while it is paused.
void Drawing::draw_server(ServerIndex server) {
    const double x = layout_.x(server);
    double from = layout_.top() - 4;
    for (const auto& outage : picture_.disturbances) {
        if (outage.server != server || !is_outage(outage)) continue;
        const bool begins = outage.begin && *outage.begin >= picture_.begin;
        const bool ends = outage.end && *outage.end < picture_.end;
        const double begin = begins ? layout_.y(*outage.begin) : from;
        const double end = ends ? layout_.y(*outage.end) : layout_.bottom();
        const std::string hint = format_disturbance(outage, trace_);
        if (outage.kind == Disturbance::Kind::paused) {
            canvas_.line({x, begin}, {x, end}, "held", hint);
            continue;
        }
        canvas_.line({x, from}, {x, begin}, "line");
        canvas_.line({x, begin}, {x, end}, "off", hint);
        from = end;
    }
    canvas_.line({x, from}, {x, layout_.bottom()}, "line");
}

/// What happened to a server, over everything else.
void Drawing::draw_outage(const Disturbance& outage) {
    const double x = layout_.x(outage.server);
    const bool begins = outage.begin && *outage.begin >= picture_.begin;
    const bool ends = outage.end && *outage.end < picture_.end;
    const double begin = begins ? layout_.y(*outage.begin) : layout_.top();
    const auto mark = [&](double y, std::string_view text) {
        canvas_.path("M" + format_px(x - 6) + " " + format_px(y) + "h12", "mark");
        canvas_.text({x + 11, y + 4}, text, "note halo");
    };
    if (outage.kind == Disturbance::Kind::paused) return mark(begin, "paused");
    if (begins && outage.kind == Disturbance::Kind::crashed) {
        canvas_.path("M" + format_px(x - 6) + " " + format_px(begin - 6) + "l12 12m0 -12l-12 12", "bad");
        canvas_.text({x + 11, begin + 4}, "crashed", "badtext halo");
    } else if (begins) {
        mark(begin, "stopped");
    }
    if (ends) mark(layout_.y(*outage.end), "started");
}

double Drawing::pill_width(const Step& step) const {
    const auto digits = std::to_string(trace_.events[step.first].lamport).size();
    return std::max(24.0, 12 + 6.2 * static_cast<double>(digits));
}

/// Where an arrow touches a step's edge: towards another point.
Point Drawing::leave(const Step& step, Point towards) const {
    const Point centre = layout_.point(step);
    const double dx = towards.x - centre.x;
    const double dy = towards.y - centre.y;
    const double across = (pill_width(step) / 2 + 2) / std::max(std::abs(dx), 1e-9);
    const double along = (pill_height / 2 + 2) / std::max(std::abs(dy), 1e-9);
    const double part = std::min(across, along);
    return {centre.x + dx * part, centre.y + dy * part};
}

void Drawing::draw_head(Point tip, Point from, std::size_t update) {
    const double length = std::hypot(tip.x - from.x, tip.y - from.y);
    if (length < 1) return;
    const double ux = (tip.x - from.x) / length;
    const double uy = (tip.y - from.y) / length;
    const auto corner = [&](double side) {
        return format_px(tip.x - 9 * ux + side * 3.6 * uy) + " " +
               format_px(tip.y - 9 * uy - side * 3.6 * ux);
    };
    canvas_.path("M" + format_px(tip.x) + " " + format_px(tip.y) + "L" + corner(1) + "L" + corner(-1) + "Z",
                 color("t", update));
}

void Drawing::draw_arrow(const Arrow& arrow) {
    const Step* source = arrow.from ? &picture_.steps[*arrow.from] : nullptr;
    const Step* target = arrow.to ? &picture_.steps[*arrow.to] : nullptr;
    Point from;
    Point tip;
    if (source && target) {
        from = leave(*source, layout_.point(*target));
        tip = leave(*target, layout_.point(*source));
    } else if (source) {
        // It goes some of the way, as steep as others.
        const Point start = layout_.point(*source);
        const double dx = (layout_.x(arrow.destination) - start.x) / 2;
        tip = {start.x + dx, std::min(start.y + 32, layout_.bottom() - 4)};
        from = leave(*source, tip);
    } else {
        const Point end = layout_.point(*target);
        const double dx = layout_.x(arrow.source) - end.x;
        from = {end.x + dx * 0.4, std::max(end.y - 22, layout_.top())};
        tip = leave(*target, from);
    }
    const Kind outcome = target ? target->kind : Kind::forwarded;
    std::string style = "arrow " + color("c", arrow.update);
    if (outcome == Kind::duplicate || outcome == Kind::stale) style += " again";
    if (arrow.is_resync) style += " resync";
    const std::string hint = format_arrow_hint(arrow);
    canvas_.path(
        "M" + format_px(from.x) + " " + format_px(from.y) + "L" + format_px(tip.x) + " " + format_px(tip.y),
        style, hint);
    if (target) {
        draw_head(tip, from, arrow.update);
    } else if (arrow.is_lost) {
        canvas_.path("M" + format_px(tip.x - 5) + " " + format_px(tip.y - 5) + "l10 10m0 -10l-10 10", "bad",
                     hint);
    } else {
        canvas_.text({tip.x, tip.y + 4}, "...", "note halo", "middle");
    }
    // Nearer to the sender, so that labels of two arrows that cross do not meet.
    const bool is_wide = layout_.columns().size() <= 12;
    std::string label = is_wide ? "hop " + std::to_string(arrow.hop) : std::to_string(arrow.hop);
    if (arrow.is_resync) label = is_wide ? "resync" : "r";
    const double part = source && target ? 0.3 : 0.5;
    canvas_.text({from.x + (tip.x - from.x) * part, from.y + (tip.y - from.y) * part + 3}, label,
                 "hop halo " + color("t", arrow.update), "middle");
}

void Drawing::draw_step(const Step& step) {
    const Point centre = layout_.point(step);
    const double width = pill_width(step);
    const Point corner{centre.x - width / 2, centre.y - pill_height / 2};
    const bool is_news = step.kind == Kind::accepted;
    const std::string hint = format_step_hint(step);
    std::string style = "pill " + color("c", step.update) + " ";
    style += is_news ? color("t", step.update) : "o";
    if (step.kind == Kind::duplicate || step.kind == Kind::stale) style += " open";
    if (step.is_received) {
        canvas_.rectangle({corner.x - 3.5, corner.y - 3.5}, width + 7, pill_height + 7, 12.5,
                          "pill o " + color("c", step.update), hint);
        canvas_.text({centre.x, corner.y - 9}, cut_short(picture_.updates[step.update].client, 24),
                     "hop halo " + color("t", step.update), "middle");
    }
    canvas_.rectangle(corner, width, pill_height, step.kind == Kind::stale ? 2 : 9, style, hint);
    canvas_.text({centre.x, centre.y + 3.5}, std::to_string(trace_.events[step.first].lamport),
                 is_news ? "l on" : "l " + color("t", step.update));
}

std::string Drawing::format_step_hint(const Step& step) const {
    const Event& event = trace_.events[step.first];
    const auto& update = picture_.updates[step.update];
    std::string hint = name(step.server) + ": " + update.client + " " + update.time;
    if (step.is_received) hint += ", received from a client";
    if (event.kind == Kind::delivered)
        hint += ", from " + name(*event.peer) + " at hop " + std::to_string(event.hop);
    if (step.kind != event.kind) hint += ", " + std::string(format_kind(step.kind));
    return hint + ", Lamport time " + std::to_string(event.lamport) + ", " +
           format_offset(event.t - layout_.start()) + ", event " + std::to_string(event.seq);
}

std::string Drawing::format_arrow_hint(const Arrow& arrow) const {
    const auto& update = picture_.updates[arrow.update];
    std::string hint = name(arrow.source) + " to " + name(arrow.destination) + ": " + update.client + " " +
                       update.time + ", hop " + std::to_string(arrow.hop);
    if (arrow.is_resync) hint += ", in a resync";
    if (arrow.from && arrow.to) {
        const auto took = trace_.events[picture_.steps[*arrow.to].first].t -
                          trace_.events[picture_.steps[*arrow.from].first].t;
        return hint + ", " + format_elapsed(took);
    }
    if (arrow.to) return hint + ", sent before this picture begins";
    return hint + (arrow.is_lost ? ", lost" : ", under way when this picture ends");
}

std::string Drawing::draw() {
    const bool is_tall = layout_.bottom() - layout_.top() > tall;
    const double foot_top = layout_.bottom() + (is_tall ? name_height + 4 : 0) + 10;
    const double inner_width = layout_.right() + bars_width(bars_) - margin;
    const double width = std::max(inner_width, 560.0) + 2 * margin;
    draw_axis();
    draw_bars(bars_, trace_, layout_, canvas_);
    draw_names(layout_.top() - name_height);
    if (is_tall) draw_names(layout_.bottom() + 4);
    for (const auto server : layout_.columns()) draw_server(server);
    for (const auto& arrow : picture_.arrows) draw_arrow(arrow);
    for (const auto& disturbance : picture_.disturbances) {
        if (is_outage(disturbance)) draw_outage(disturbance);
    }
    for (const auto& step : picture_.steps) draw_step(step);
    draw_svg_head(trace_, picture_, layout_.start(), {margin, margin}, canvas_);
    const double bottom = draw_svg_foot(trace_, picture_, {margin, foot_top}, width - 2 * margin, canvas_);

    const std::string size = format_px(width) + "\" height=\"" + format_px(bottom + margin);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size + "\" viewBox=\"0 0 " +
                      format_px(width) + " " + format_px(bottom + margin) + "\" role=\"img\">\n<title>" +
                      escape_xml(format_svg_title(picture_)) + "</title>\n";
    svg += svg_style();
    svg += "<rect class=\"bg\" width=\"100%\" height=\"100%\"/>\n";
    return svg + canvas_.markup() + "</svg>\n";
}

}  // namespace

Result<Diagram, std::string> make_svg_diagram(const Trace& trace, const Selection& selection) {
    if (trace.servers.size() > most_svg_servers) {
        return unexpected("a picture of " + std::to_string(trace.servers.size()) +
                          " servers cannot be read: it has at most " + std::to_string(most_svg_servers));
    }
    SpaceTime picture = make_space_time(trace, selection, most_svg_steps);
    picture.disturbances.resize(std::min(picture.disturbances.size(), most_disturbances));
    return Diagram{Drawing(trace, picture).draw(), picture.left_out};
}

}  // namespace herd::trace
