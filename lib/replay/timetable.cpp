#include "replay/timetable.hpp"

#include <algorithm>
#include <cmath>

#include "base/assert.hpp"
#include "replay/timestamp.hpp"

namespace herd::replay {
namespace {

constexpr std::uint64_t nanos_a_second = 1'000'000'000;
// Longer recordings are replayed as if they were that long: some 200 years.
constexpr std::uint64_t longest_seconds = 6'300'000'000;
// From the last point of a round to the first one of the next.
constexpr nanoseconds shortest_gap = std::chrono::seconds(1);

nanoseconds difference(core::ClientTime later, core::ClientTime earlier) {
    const auto seconds = std::min(later.seconds - earlier.seconds, longest_seconds);
    return nanoseconds(static_cast<std::int64_t>(seconds * nanos_a_second) + later.nanos - earlier.nanos);
}

core::ClientTime add(core::ClientTime time, std::uint64_t nanos) {
    const std::uint64_t sum = time.nanos + nanos % nanos_a_second;
    return {time.seconds + nanos / nanos_a_second + sum / nanos_a_second,
            static_cast<std::uint32_t>(sum % nanos_a_second)};
}

nanoseconds scale(nanoseconds time, double speed) {
    const double scaled = static_cast<double>(time.count()) / speed;
    constexpr double most = 9e18;
    return nanoseconds(static_cast<std::int64_t>(std::min(scaled, most)));
}

}  // namespace

Timetable::Timetable(const Movement& movement, const Pace& pace, WallTime start)
    : movement_(movement), pace_(pace), start_(start) {
    HERD_ASSERT(!movement.points().empty() && pace.speed > 0);
    const auto& points = movement.points();
    length_ = difference(points.back().time, points.front().time);
    // The mean time between points is as good a pause as any.
    const auto count = static_cast<std::int64_t>(points.size());
    period_ = length_ + std::max(shortest_gap, length_ / count);
}

std::optional<std::uint64_t> Timetable::size() const {
    if (pace_.loops) return std::nullopt;
    return movement_.points().size();
}

const Point& Timetable::point(std::uint64_t number) const {
    return movement_.points()[number % movement_.points().size()];
}

nanoseconds Timetable::since_first(std::uint64_t number) const {
    const auto round = static_cast<std::int64_t>(number / movement_.points().size());
    return difference(point(number).time, movement_.points().front().time) + round * period_;
}

nanoseconds Timetable::due(std::uint64_t number) const {
    if (pace_.is_fast) return nanoseconds(0);
    return scale(since_first(number), pace_.speed);
}

std::string Timetable::time(std::uint64_t number) const {
    const auto since = since_first(number);
    if (!pace_.is_now) {
        const auto later =
            static_cast<std::uint64_t>((since - since_first(number % movement_.points().size())).count());
        return format_time(add(point(number).time, later));
    }
    // What is said at once has happened: its last point is now.
    const auto now = pace_.is_fast ? since - length_ : scale(since, pace_.speed);
    const auto time = (start_ + now).time_since_epoch().count();
    return format_time(add({}, static_cast<std::uint64_t>(std::max<std::int64_t>(time, 0))));
}

}  // namespace herd::replay
