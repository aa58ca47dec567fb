#include "trace/svg_layout.hpp"

#include <algorithm>

#include "trace/column_order.hpp"

namespace herd::trace {
namespace {

using core::ServerIndex;

// Units: pixels.
constexpr double message_height = 52;  // a message as slow as many
constexpr double least_slope = 26;     // the fastest message still goes down
constexpr double step_gap = 27;        // between two steps of a server
constexpr double label_height = 16;
constexpr double mark_gap = 16;      // between anything else at a server
constexpr double other_gap = 3;      // between events of two servers
constexpr double longest_gap = 130;  // then time is broken
constexpr double break_height = 46;
constexpr double tick_gap = 14;
constexpr double row_margin = 26;

/// How long something takes in three of four cases, but for those that are far out of the ordinary. Nothing
/// if there are no cases.
std::optional<nanoseconds> find_usual(std::vector<nanoseconds> times) {
    if (times.empty()) return std::nullopt;
    std::sort(times.begin(), times.end());
    const nanoseconds ordinary = std::min(times[times.size() / 2], nanoseconds::max() / 10) * 10;
    const auto end = std::upper_bound(times.begin(), times.end(), ordinary);
    return times[static_cast<std::size_t>(end - times.begin()) * 3 / 4];
}

double to_double(nanoseconds time) {
    return static_cast<double>(time.count());
}

}  // namespace

SvgLayout::SvgLayout(const Trace& trace, const SpaceTime& picture, const std::vector<std::size_t>& marks,
                     double left, double top)
    : trace_(trace),
      picture_(picture),
      left_(left),
      top_(top),
      places_(trace.servers.size()),
      is_shown_(trace.events.size()),
      heights_(trace.events.size(), top) {
    for (const auto& step : picture.steps) is_shown_[step.first] = true;
    for (const auto mark : marks) is_shown_[mark] = true;
    choose_columns();
    choose_scale();
    place_events();
    choose_ticks();
}

void SvgLayout::choose_columns() {
    const ServerIndex root = picture_.updates.empty() ? 0 : picture_.updates.front().origin;
    columns_ = find_column_order(trace_.servers.size(), trace_.links, root);
    for (std::size_t i = 0; i < columns_.size(); ++i) places_[columns_[i]] = i;
    double widest = 0;
    for (const auto& name : trace_.servers) widest = std::max(widest, estimate_width(name, 13) + 30);
    const double usual = columns_.size() <= 6 ? 140 : columns_.size() <= 12 ? 104 : 74;
    column_width_ = std::clamp(widest, usual, usual + 60);
}

void SvgLayout::choose_scale() {
    std::vector<nanoseconds> messages;
    for (const auto& arrow : picture_.arrows) {
        if (!arrow.from || !arrow.to) continue;
        const auto took = trace_.events[picture_.steps[*arrow.to].first].t -
                          trace_.events[picture_.steps[*arrow.from].first].t;
        if (took.count() > 0) messages.push_back(took);
    }
    std::vector<nanoseconds> gaps;
    for (std::size_t i = picture_.begin + 1; i < picture_.end; ++i) {
        const auto gap = trace_.events[i].t - trace_.events[i - 1].t;
        if (gap.count() > 0) gaps.push_back(gap);
    }
    if (const auto usual = find_usual(messages)) {
        scale_ = message_height / to_double(*usual);
    } else if (const auto gap = find_usual(gaps)) {
        scale_ = step_gap / to_double(*gap);
    }
}

void SvgLayout::place_events() {
    // Where a message that arrives with an event was sent.
    std::vector<std::optional<std::size_t>> sent(trace_.events.size());
    for (const auto& arrow : picture_.arrows) {
        if (arrow.from && arrow.to) sent[picture_.steps[*arrow.to].first] = picture_.steps[*arrow.from].first;
    }
    struct Last {
        double y;
        bool is_step;
    };
    std::vector<std::optional<Last>> lasts(trace_.servers.size());
    std::optional<std::size_t> before;
    double y = top_ + row_margin;
    for (std::size_t i = picture_.begin; i < picture_.end; ++i) {
        const Event& event = trace_.events[i];
        if (!is_shown(i)) {
            heights_[i] = before ? y : top_;
            continue;
        }
        const bool is_step = !event.client.empty();
        double gap = 0;
        if (before) {
            const auto passed = event.t - trace_.events[*before].t;
            gap = passed.count() > 0 ? std::max(other_gap, to_double(passed) * scale_) : 0;
            if (gap > longest_gap) {
                breaks_.push_back({y, y + break_height + 2 * other_gap, passed});
                gap = break_height + 2 * other_gap;
            }
        } else {
            start_ = event.t;
        }
        double least = y;
        if (const auto& last = lasts[event.server]) {
            least = last->y + (last->is_step && is_step ? step_gap : mark_gap);
            // The client's name is above.
            if (event.kind == Kind::received) least += label_height;
        }
        if (sent[i]) least = std::max(least, heights_[*sent[i]] + least_slope);
        y = std::max(y + gap, least);
        lasts[event.server] = Last{y, is_step};
        heights_[i] = y;
        before = i;
    }
    for (std::size_t i = picture_.end; i < heights_.size(); ++i) heights_[i] = y;
    bottom_ = y + row_margin + 10;
    if (picture_.steps.empty()) return;
    start_ = trace_.events[picture_.steps.front().first].t;
}

void SvgLayout::choose_ticks() {
    double last = -tick_gap;
    for (std::size_t i = picture_.begin; i < picture_.end; ++i) {
        if (!is_shown(i) || heights_[i] < last + tick_gap) continue;
        const bool is_in_break = std::any_of(breaks_.begin(), breaks_.end(), [&](const TimeBreak& gap) {
            return heights_[i] > gap.top && heights_[i] < gap.bottom;
        });
        if (is_in_break) continue;
        ticks_.push_back(i);
        last = heights_[i];
    }
}

double SvgLayout::x(ServerIndex server) const {
    return left_ + column_width_ * (static_cast<double>(places_[server]) + 0.5);
}

bool SvgLayout::is_beside(ServerIndex a, ServerIndex b) const {
    return places_[a] + 1 == places_[b] || places_[b] + 1 == places_[a];
}

double SvgLayout::right() const {
    return left_ + column_width_ * static_cast<double>(columns_.size());
}

}  // namespace herd::trace
