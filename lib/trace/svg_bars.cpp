#include "trace/svg_bars.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "trace/elapsed.hpp"

namespace herd::trace {
namespace {

using Was = Disturbance::Kind;

// Units: pixels.
constexpr double lane_width = 13;
constexpr double bar_width = 7;
constexpr double label_gap = 15;
constexpr double bar_font_size = 11;
constexpr double bars_margin = 18;

// Units: bytes.
constexpr std::size_t longest_label = 40;

// Links of a server go down at most so much before or after it does.
constexpr nanoseconds outage_slack = std::chrono::milliseconds(50);

bool is_soft(const Disturbance& disturbance) {
    return disturbance.kind == Was::fault && !disturbance.cuts() && disturbance.verb() != "stall";
}

class BarFinder {
public:
    BarFinder(const Trace& trace, const SpaceTime& picture) : trace_(trace), picture_(picture) {}

    std::vector<SvgBar> find() {
        for (const auto& disturbance : picture_.disturbances) {
            if (bars_.size() == most_bars) break;
            const auto end = find_end(disturbance);
            if (disturbance.begin.value_or(0) >= picture_.end || (end && *end < picture_.begin)) continue;
            if (!is_shown(disturbance)) continue;
            SvgBar bar;
            bar.disturbance = &disturbance;
            if (disturbance.begin && *disturbance.begin >= picture_.begin) bar.begin = disturbance.begin;
            if (end && *end < picture_.end) bar.end = end;
            bar.label = format_label(disturbance, end);
            bar.is_soft = is_soft(disturbance);
            bars_.push_back(std::move(bar));
        }
        set_lanes();
        return std::move(bars_);
    }

private:
    nanoseconds time(std::size_t event) const { return trace_.events[event].t; }

    std::optional<std::size_t> find_end(const Disturbance& disturbance) const;
    bool is_shown(const Disturbance& disturbance) const;
    bool is_of_outage(const Disturbance& down) const;
    bool is_of_fault(const Disturbance& down) const;
    std::string format_label(const Disturbance& disturbance, std::optional<std::size_t> end) const;
    void set_lanes();

    const Trace& trace_;
    const SpaceTime& picture_;
    std::vector<SvgBar> bars_;
};

/// Whether a link is down for a fault.
bool is_caused_by(const Disturbance& down, const Disturbance& fault) {
    return down.kind == Was::link_down && fault.cuts() && fault.is_of_link(down.server, *down.peer) &&
           fault.begin.value_or(0) <= down.begin.value_or(0) &&
           (!fault.end || down.begin.value_or(0) <= *fault.end);
}

/// A cut ends when its link is up again.
std::optional<std::size_t> BarFinder::find_end(const Disturbance& disturbance) const {
    auto end = disturbance.end;
    for (const auto& other : picture_.disturbances) {
        if (!end || !is_caused_by(other, disturbance)) continue;
        end = other.end ? std::optional(std::max(*end, *other.end)) : std::nullopt;
    }
    return end;
}

bool BarFinder::is_shown(const Disturbance& disturbance) const {
    if (disturbance.kind == Was::fault) return true;
    return disturbance.kind == Was::link_down && !is_of_outage(disturbance) && !is_of_fault(disturbance);
}

/// Whether a link is down because one of its servers is.
bool BarFinder::is_of_outage(const Disturbance& down) const {
    return std::any_of(picture_.disturbances.begin(), picture_.disturbances.end(), [&](const auto& other) {
        const bool is_outage = other.kind == Was::crashed || other.kind == Was::stopped;
        if (!is_outage || (other.server != down.server && other.server != *down.peer)) return false;
        if (!other.begin) return !down.begin;
        if (!down.begin || time(*down.begin) < time(*other.begin) - outage_slack) return false;
        return !other.end || *down.begin <= *other.end;
    });
}

/// Whether a link is down because of a fault that is shown.
bool BarFinder::is_of_fault(const Disturbance& down) const {
    return std::any_of(picture_.disturbances.begin(), picture_.disturbances.end(),
                       [&](const auto& other) { return is_caused_by(down, other); });
}

std::string BarFinder::format_label(const Disturbance& disturbance, std::optional<std::size_t> end) const {
    std::string label = format_disturbance(disturbance, trace_);
    if (disturbance.kind == Was::link_down) {
        label = trace_.servers[disturbance.server] + "-" + trace_.servers[*disturbance.peer] + " down";
        if (!disturbance.what.empty()) label += ": " + disturbance.what;
    }
    if (label.size() > longest_label) label = label.substr(0, longest_label - 1) + "...";
    if (disturbance.begin && end) label += ", " + format_elapsed(time(*end) - time(*disturbance.begin));
    return label;
}

void BarFinder::set_lanes() {
    std::vector<std::size_t> ends;  // of the last bar of each lane
    for (auto& bar : bars_) {
        std::size_t lane = 0;
        while (lane < ends.size() && ends[lane] >= bar.begin.value_or(0)) ++lane;
        if (lane == ends.size()) ends.push_back(0);
        ends[lane] = bar.end.value_or(picture_.end);
        bar.lane = lane;
    }
}

std::size_t count_lanes(const std::vector<SvgBar>& bars) {
    std::size_t lanes = 0;
    for (const auto& bar : bars) lanes = std::max(lanes, bar.lane + 1);
    return lanes;
}

}  // namespace

std::vector<SvgBar> find_bars(const Trace& trace, const SpaceTime& picture) {
    return BarFinder(trace, picture).find();
}

double bars_width(const std::vector<SvgBar>& bars) {
    if (bars.empty()) return 0;
    double widest = 0;
    for (const auto& bar : bars) widest = std::max(widest, estimate_width(bar.label, bar_font_size));
    return 2 * bars_margin + lane_width * static_cast<double>(count_lanes(bars)) + 6 + widest;
}

void draw_bars(const std::vector<SvgBar>& bars, const Trace& trace, const SvgLayout& layout,
               SvgCanvas& canvas) {
    const double left = layout.right() + bars_margin;
    const double labels = left + lane_width * static_cast<double>(count_lanes(bars)) + 6;
    double last_label = 0;
    for (const auto& bar : bars) {
        const auto& disturbance = *bar.disturbance;
        const std::string hint = format_disturbance(disturbance, trace);
        const double top = bar.begin ? layout.y(*bar.begin) : layout.top();
        const double bottom = std::max(bar.end ? layout.y(*bar.end) : layout.bottom(), top + bar_width);
        if (disturbance.peer) {
            const double a = layout.x(disturbance.server);
            const double b = layout.x(*disturbance.peer);
            if (layout.is_beside(disturbance.server, *disturbance.peer))
                canvas.rectangle({std::min(a, b), top}, std::abs(b - a), bottom - top, 0,
                                 bar.is_soft ? "softshade" : "shade", hint);
            const std::string edge = bar.is_soft ? "softedge" : "edge";
            if (bar.begin) canvas.line({a, top}, {b, top}, edge, hint);
            if (bar.end) canvas.line({a, bottom}, {b, bottom}, edge, hint);
        }
        const double x = left + lane_width * static_cast<double>(bar.lane);
        canvas.rectangle({x, top}, bar_width, bottom - top, 2, bar.is_soft ? "softbar" : "bar", hint);
        const double label = std::max(top + 4, last_label + label_gap);
        last_label = label;
        canvas.line({x + bar_width, top + 1}, {labels - 4, label - 4}, "lead");
        canvas.text({labels, label}, bar.label, "note");
    }
}

}  // namespace herd::trace
