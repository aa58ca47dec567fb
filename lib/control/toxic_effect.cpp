#include "control/toxic_effect.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>
#include <variant>

#include "fault/limits.hpp"

namespace herd::control {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr std::int64_t bytes_in_kilobyte = 1000;

/// A duration that is longer than any, instead of one that overflows: who sets the fault refuses it.
template <class Unit>
nanoseconds make_duration(std::int64_t count) {
    constexpr nanoseconds most = fault::longest_delay + std::chrono::hours(1);
    return count > most / Unit(1) ? most : nanoseconds(Unit(count));
}

ToxicEffect make_latency(const Toxic& toxic, const fault::DirectionName& direction) {
    fault::Latency latency;
    latency.where = direction;
    latency.delay = make_duration<milliseconds>(toxic.values[0]);
    latency.jitter = make_duration<milliseconds>(toxic.values[1]);
    return {latency, std::nullopt};
}

ToxicEffect make_bandwidth(const Toxic& toxic, const fault::DirectionName& direction) {
    const auto rate = toxic.values[0];
    // Nothing is what crosses a line without width.
    if (rate == 0) return {fault::Stall{direction}, std::nullopt};
    const auto most = static_cast<std::int64_t>(fault::largest_rate) / bytes_in_kilobyte + 1;
    return {fault::Bandwidth{direction, static_cast<std::uint64_t>(std::min(rate, most) * bytes_in_kilobyte)},
            std::nullopt};
}

ToxicEffect make_slicer(const Toxic& toxic, const fault::DirectionName& direction) {
    return {fault::Slice{direction, static_cast<std::size_t>(toxic.values[0]),
                         make_duration<microseconds>(toxic.values[2])},
            std::nullopt};
}

std::int64_t round_to(nanoseconds duration, nanoseconds unit) {
    return (duration + unit / 2) / unit;
}

std::optional<Toxic> make_toxic_of(const fault::Latency& latency) {
    return Toxic{{},
                 ToxicKind::latency,
                 {},
                 {round_to(latency.delay, milliseconds(1)), round_to(latency.jitter, milliseconds(1))}};
}
std::optional<Toxic> make_toxic_of(const fault::Bandwidth& bandwidth) {
    const auto rate = static_cast<std::int64_t>(bandwidth.bytes_per_second);
    return Toxic{{}, ToxicKind::bandwidth, {}, {std::max<std::int64_t>(1, rate / bytes_in_kilobyte)}};
}
std::optional<Toxic> make_toxic_of(const fault::Stall&) {
    return Toxic{{}, ToxicKind::timeout, {}, {0}};
}
std::optional<Toxic> make_toxic_of(const fault::Slice& slice) {
    return Toxic{{},
                 ToxicKind::slicer,
                 {},
                 {static_cast<std::int64_t>(slice.size), 0, round_to(slice.pause, microseconds(1))}};
}
std::optional<Toxic> make_toxic_of(const fault::CloseAfter& close) {
    return Toxic{{}, ToxicKind::limit_data, {}, {static_cast<std::int64_t>(close.bytes)}};
}
template <class Other>
std::optional<Toxic> make_toxic_of(const Other&) {
    return std::nullopt;
}

}  // namespace

Result<ToxicEffect, Problem> make_effect(const Toxic& toxic, const fault::DirectionName& direction) {
    switch (toxic.kind) {
        case ToxicKind::latency:
            return make_latency(toxic, direction);
        case ToxicKind::bandwidth:
            return make_bandwidth(toxic, direction);
        case ToxicKind::timeout:
            if (toxic.values[0] == 0) return ToxicEffect{fault::Stall{direction}, std::nullopt};
            return ToxicEffect{fault::Stall{direction}, make_duration<milliseconds>(toxic.values[0])};
        case ToxicKind::reset_peer:
            return ToxicEffect{std::nullopt, make_duration<milliseconds>(toxic.values[0])};
        case ToxicKind::slicer:
            return make_slicer(toxic, direction);
        case ToxicKind::limit_data:
            // The first byte closes what may carry none.
            return ToxicEffect{fault::CloseAfter{direction, static_cast<std::uint64_t>(
                                                                std::max<std::int64_t>(1, toxic.values[0]))},
                               std::nullopt};
        case ToxicKind::slow_close:
            break;
    }
    return unexpected(
        Problem{422,
                "slow_close is not for links of a herd, whose ends close them without waiting for each other",
                {},
                {}});
}

std::optional<Toxic> make_toxic(const fault::Action& action, Stream stream) {
    auto toxic = std::visit([](const auto& what) { return make_toxic_of(what); }, action);
    if (!toxic) return std::nullopt;
    toxic->stream = stream;
    toxic->name = name_toxic(toxic->kind, stream);
    return toxic;
}

const fault::Where* find_where(const fault::Action& action) {
    return std::visit(
        [](const auto& what) -> const fault::Where* {
            if constexpr (requires { what.where; }) {
                return &what.where;
            } else {
                return nullptr;
            }
        },
        action);
}

}  // namespace herd::control
