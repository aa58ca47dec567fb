#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "trace/space_time.hpp"
#include "trace/svg_canvas.hpp"

namespace herd::trace {

/// A while without events that is drawn shorter than it was. Units: pixels.
struct TimeBreak {
    double top = 0;
    double bottom = 0;
    nanoseconds duration{};
};

/// Where everything of a space-time diagram goes: time runs down, each server has a line.
/// Units: pixels. Events are named by their places in the trace.
class SvgLayout {
public:
    /// Shape: `trace` and `picture` outlive it; `marks` are events to be shown besides steps; lines of
    /// servers begin at `top`.
    SvgLayout(const Trace& trace, const SpaceTime& picture, const std::vector<std::size_t>& marks,
              double left, double top);

    /// The servers that are shown, from left to right.
    const std::vector<core::ServerIndex>& columns() const { return columns_; }
    double column_width() const { return column_width_; }
    double x(core::ServerIndex server) const;
    bool is_beside(core::ServerIndex a, core::ServerIndex b) const;

    /// How high an event stands; that of the last one shown before it, if it is not shown.
    double y(std::size_t event) const { return heights_[event]; }
    Point point(const Step& step) const { return {x(step.server), y(step.first)}; }
    double top() const { return top_; }
    double bottom() const { return bottom_; }
    double right() const;
    const std::vector<TimeBreak>& breaks() const { return breaks_; }

    /// Events whose times are shown on the axis.
    const std::vector<std::size_t>& ticks() const { return ticks_; }
    /// What times on the axis are since.
    nanoseconds start() const { return start_; }

private:
    void choose_columns();
    void choose_scale();
    void place_events();
    void choose_ticks();
    bool is_shown(std::size_t event) const { return is_shown_[event]; }

    const Trace& trace_;
    const SpaceTime& picture_;
    double left_;
    double top_;
    double bottom_ = 0;
    double column_width_ = 0;
    double scale_ = 1;  // pixels a nanosecond
    nanoseconds start_{};
    std::vector<core::ServerIndex> columns_;
    std::vector<std::size_t> places_;  // of servers, among the columns
    std::vector<bool> is_shown_;
    std::vector<double> heights_;
    std::vector<TimeBreak> breaks_;
    std::vector<std::size_t> ticks_;
};

}  // namespace herd::trace
