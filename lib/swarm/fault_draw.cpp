#include "swarm/fault_draw.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "fault/limits.hpp"

namespace herd::swarm {
namespace {

using namespace std::chrono_literals;
using fault::Distribution;

class Draw {
public:
    Draw(Dice& dice, const config::Config& config) : dice_(dice), config_(config) {}

    fault::Action draw(FaultKind kind) {
        switch (kind) {
            case FaultKind::cut:
                return fault::Cut{link()};
            case FaultKind::refuse:
                return fault::Refuse{link()};
            case FaultKind::reset:
                return fault::Reset{link()};
            case FaultKind::stall:
                return fault::Stall{where()};
            case FaultKind::latency:
                return latency(where(), 10us, 200ms);
            case FaultKind::bandwidth:
                return fault::Bandwidth{where(), std::uint64_t{1} << dice_.between(7, 24)};
            case FaultKind::slice:
                return fault::Slice{where(), dice_.between(1, 100),
                                    dice_.percent(50) ? nanoseconds(0) : dice_.duration(1us, 2ms)};
            case FaultKind::close_after:
                return fault::CloseAfter{where(), dice_.between(1, 2000)};
            case FaultKind::drop_first:
                return fault::DropFirst{link(), dice_.between(1, 4)};
            case FaultKind::flap:
                return fault::Flap{link(), dice_.duration(2ms, 500ms)};
            case FaultKind::corrupt:
                return fault::Corrupt{where()};
            case FaultKind::stop:
                return fault::Stop{server()};
            case FaultKind::crash:
                return fault::Crash{server()};
            case FaultKind::pause:
                return fault::Pause{server()};
            case FaultKind::clock:
                return clock();
            case FaultKind::isolate:
                return fault::Isolate{server()};
            case FaultKind::split:
                return fault::Split{groups("")};
            case FaultKind::bridge: {
                const std::string middle = server();
                return fault::Bridge{middle, groups(middle)};
            }
            case FaultKind::majorities:
                return fault::Majorities{};
            case FaultKind::swizzle:
                break;
        }
        return fault::Swizzle{dice_.duration(1ms, 50ms)};
    }

    fault::Latency latency(fault::Where where, nanoseconds least, nanoseconds most) {
        fault::Latency latency{std::move(where), dice_.duration(least, most), {}, Distribution::constant};
        latency.distribution = static_cast<Distribution>(dice_.below(4));
        if (latency.distribution != Distribution::constant) latency.jitter = dice_.duration(least, most);
        return latency;
    }

    fault::LinkName name_of(const config::Link& link) const {
        return {config_.servers[link.a].name, config_.servers[link.b].name};
    }

private:
    const std::string& server() { return dice_.pick(config_.servers).name; }
    fault::LinkName link() { return name_of(dice_.pick(config_.links)); }

    fault::Where where() {
        auto ends = link();
        const std::size_t form = dice_.below(3);
        if (form == 0) return ends;
        if (form == 1) std::swap(ends.a, ends.b);
        return fault::DirectionName{ends.a, ends.b};
    }

    fault::Clock clock() {
        fault::Clock clock{server(), dice_.duration(1us, 1h), 0};
        if (dice_.percent(50)) clock.offset = -clock.offset;
        if (dice_.percent(30)) clock.drift_ppm = static_cast<double>(dice_.below(2001)) - 1000;
        return clock;
    }

    /// Two groups of some servers, but for one.
    std::vector<std::vector<std::string>> groups(const std::string& without) {
        std::vector<std::string> names;
        for (const auto& one : config_.servers) {
            if (one.name != without) names.push_back(one.name);
        }
        dice_.shuffle(names);
        const auto first = static_cast<std::ptrdiff_t>(dice_.between(1, names.size() - 1));
        return {{names.begin(), names.begin() + first}, {names.begin() + first, names.end()}};
    }

    Dice& dice_;
    const config::Config& config_;
};

std::size_t least_servers(FaultKind kind) {
    switch (kind) {
        case FaultKind::stop:
        case FaultKind::crash:
        case FaultKind::pause:
        case FaultKind::clock:
            return 1;
        case FaultKind::bridge:
            return 3;
        default:
            return 2;
    }
}

/// How many of a kind come on average, in thousandths; 0: none.
std::uint64_t draw_rate(Dice& dice, const FaultRate& rate) {
    const bool comes = dice.percent(25);
    const auto thousandths = static_cast<std::uint64_t>(dice.between(300, 5000));
    if (!rate.is_allowed) return 0;
    return rate.thousandths.value_or(comes ? thousandths : 0);
}

}  // namespace

std::optional<fault::Fault> draw_fault(FaultKind kind, Dice& dice, const config::Config& config,
                                       nanoseconds duration) {
    if (config.servers.size() < least_servers(kind)) return std::nullopt;
    fault::Fault fault{Draw(dice, config).draw(kind), std::nullopt};
    // What lasts may end by itself, later than the next thing happens or soon.
    if (!fault::ends_by_itself(fault.action) && dice.percent(80))
        fault.lasts = dice.duration(100us, std::max<nanoseconds>(1ms, duration));
    return fault;
}

std::vector<TimedFault> draw_faults(Dice& dice, const config::Config& config, const Limits& limits,
                                    nanoseconds duration) {
    std::vector<TimedFault> faults;
    for (std::size_t i = 0; i < fault_kind_count; ++i) {
        // Each kind has dice of its own, so that it comes as it would if others were not allowed.
        Dice own(dice.below(SIZE_MAX), Dice::Use::faults);
        const auto rate = draw_rate(own, limits.faults[i]);
        if (rate == 0) continue;
        const nanoseconds mean(duration.count() * 1000 / static_cast<std::int64_t>(rate));
        for (auto at = own.gap(mean); at < duration; at += own.gap(mean)) {
            if (auto fault = draw_fault(static_cast<FaultKind>(i), own, config, duration))
                faults.push_back({at, std::move(*fault)});
        }
    }
    std::stable_sort(faults.begin(), faults.end(),
                     [](const TimedFault& a, const TimedFault& b) { return a.at < b.at; });
    return faults;
}

std::vector<fault::Fault> draw_latencies(Dice& dice, const config::Config& config) {
    std::vector<fault::Fault> faults;
    const bool has_latencies = dice.percent(40);
    const auto most = dice.duration(100us, 100ms);
    if (!has_latencies) return faults;
    Draw draw(dice, config);
    for (const auto& link : config.links)
        faults.push_back({draw.latency(draw.name_of(link), 10us, most), std::nullopt});
    return faults;
}

}  // namespace herd::swarm
