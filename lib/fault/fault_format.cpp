#include <string>

#include "base/quantity.hpp"
#include "fault/fault.hpp"

namespace herd::fault {
namespace {

std::string format_count(std::uint64_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

// The key of a scenario's step.
struct Verb {
    std::string operator()(const Cut&) const { return "cut"; }
    std::string operator()(const Refuse&) const { return "refuse"; }
    std::string operator()(const Reset&) const { return "reset"; }
    std::string operator()(const Stall&) const { return "stall"; }
    std::string operator()(const Latency&) const { return "latency"; }
    std::string operator()(const Bandwidth&) const { return "bandwidth"; }
    std::string operator()(const Slice&) const { return "slice"; }
    std::string operator()(const CloseAfter&) const { return "close_after"; }
    std::string operator()(const DropFirst&) const { return "drop_first"; }
    std::string operator()(const Flap&) const { return "flap"; }
    std::string operator()(const Corrupt&) const { return "corrupt"; }
    std::string operator()(const Stop&) const { return "stop"; }
    std::string operator()(const Crash&) const { return "crash"; }
    std::string operator()(const Start&) const { return "start"; }
    std::string operator()(const Pause&) const { return "pause"; }
    std::string operator()(const Resume&) const { return "resume"; }
    std::string operator()(const Clock&) const { return "clock"; }
    std::string operator()(const Isolate&) const { return "isolate"; }
    std::string operator()(const Split&) const { return "split"; }
    std::string operator()(const Bridge&) const { return "bridge"; }
    std::string operator()(const Majorities&) const { return "majorities"; }
    std::string operator()(const Swizzle&) const { return "swizzle"; }
    std::string operator()(const Heal&) const { return "heal"; }
    std::string operator()(const HealAll&) const { return "heal"; }
};

std::string format_where(const Where& where) {
    if (const auto* link = std::get_if<LinkName>(&where)) return link->a + "-" + link->b;
    const auto& direction = std::get<DirectionName>(where);
    return direction.from + "->" + direction.to;
}

std::string format_groups(const std::vector<std::vector<std::string>>& groups) {
    std::string text;
    for (const auto& group : groups) {
        if (!text.empty()) text += " | ";
        for (const auto& server : group) text += (&server == &group.front() ? "" : ", ") + server;
    }
    return text;
}

// What it is done to; empty, if that is the whole herd.
std::string format_place(const Action& action) {
    return std::visit(
        [](const auto& what) -> std::string {
            if constexpr (requires { what.link; }) {
                return format_where(what.link);
            } else if constexpr (requires { what.where; }) {
                return format_where(what.where);
            } else if constexpr (requires {
                                     what.server;
                                     what.groups;
                                 }) {
                return what.server + " between " + format_groups(what.groups);
            } else if constexpr (requires { what.groups; }) {
                return format_groups(what.groups);
            } else if constexpr (requires { what.server; }) {
                return what.server;
            } else {
                return "";
            }
        },
        action);
}

// With what values.
struct ValuesText {
    std::string operator()(const Latency& latency) const {
        const std::string delay = format_duration(latency.delay);
        if (latency.distribution == Distribution::constant || latency.jitter == nanoseconds(0)) return delay;
        const std::string jitter = format_duration(latency.jitter);
        if (latency.distribution == Distribution::uniform) return delay + " +- " + jitter;
        const std::string sign = latency.distribution == Distribution::normal ? " +- " : " + ";
        return delay + sign + jitter + " " + std::string(format_distribution(latency.distribution));
    }
    std::string operator()(const Bandwidth& bandwidth) const {
        return format_size(bandwidth.bytes_per_second) + "/s";
    }
    std::string operator()(const Slice& slice) const {
        return format_size(slice.size) + " every " + format_duration(slice.pause);
    }
    std::string operator()(const CloseAfter& close) const { return format_size(close.bytes); }
    std::string operator()(const DropFirst& drop) const { return format_count(drop.messages, "message"); }
    std::string operator()(const Flap& flap) const { return "every " + format_duration(flap.period); }
    std::string operator()(const Clock& clock) const {
        const std::string drift = clock.drift_ppm == 0 ? "" : format_ppm(clock.drift_ppm);
        if (clock.offset == nanoseconds(0) && !drift.empty()) return drift;
        return format_offset(clock.offset) + (drift.empty() ? "" : " ") + drift;
    }
    std::string operator()(const Swizzle& swizzle) const { return "every " + format_duration(swizzle.step); }
    std::string operator()(const HealAll&) const { return "all"; }
    template <class Other>
    std::string operator()(const Other&) const {
        return "";
    }
};

std::string join(const std::string& a, const std::string& b) {
    return a.empty() || b.empty() ? a + b : a + " " + b;
}

}  // namespace

std::string_view format_distribution(Distribution distribution) {
    switch (distribution) {
        case Distribution::constant:
            return "constant";
        case Distribution::uniform:
            return "uniform";
        case Distribution::normal:
            return "normal";
        case Distribution::exponential:
            break;
    }
    return "exponential";
}

std::string format_verb(const Action& action) {
    return std::visit(Verb{}, action);
}

std::string format_effect(const Action& action) {
    if (std::holds_alternative<Pause>(action)) return "paused";
    return join(format_verb(action), std::visit(ValuesText{}, action));
}

std::string format_fault(const Fault& fault) {
    const std::string values = std::visit(ValuesText{}, fault.action);
    const std::string text = join(join(format_verb(fault.action), format_place(fault.action)), values);
    return fault.lasts ? text + ", for " + format_duration(*fault.lasts) : text;
}

}  // namespace herd::fault
