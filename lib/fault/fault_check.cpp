#include "fault/fault_check.hpp"

#include <cmath>
#include <cstdint>
#include <unordered_set>

#include "base/quantity.hpp"
#include "base/quote.hpp"
#include "fault/limits.hpp"

namespace herd::fault {
namespace {

using Check = Result<void, std::string>;

Check check_duration(const char* what, nanoseconds value, nanoseconds least, nanoseconds most) {
    if (value >= least && value <= most) return {};
    const std::string text = value < nanoseconds(0) ? format_offset(value) : format_duration(value);
    return unexpected(std::string(what) + " is " + text + "; it is from " + format_duration(least) + " to " +
                      format_duration(most));
}

Check check_count(const char* what, std::uint64_t value, std::uint64_t most) {
    if (value >= 1 && value <= most) return {};
    return unexpected(std::string(what) + " is " + std::to_string(value) + "; it is from 1 to " +
                      std::to_string(most));
}

// Whether the values make sense.
struct ValuesCheck {
    Check operator()(const Latency& latency) const {
        const auto delay = check_duration("delay", latency.delay, nanoseconds(0), longest_delay);
        if (!delay) return delay;
        return check_duration("jitter", latency.jitter, nanoseconds(0), longest_delay);
    }
    Check operator()(const Bandwidth& bandwidth) const {
        return check_count("rate", bandwidth.bytes_per_second, largest_rate);
    }
    Check operator()(const Slice& slice) const {
        const auto size = check_count("size", slice.size, largest_slice);
        if (!size) return size;
        return check_duration("pause", slice.pause, nanoseconds(0), longest_delay);
    }
    Check operator()(const CloseAfter& close) const { return check_count("bytes", close.bytes, most_bytes); }
    Check operator()(const DropFirst& drop) const {
        return check_count("messages", drop.messages, most_messages);
    }
    Check operator()(const Flap& flap) const {
        return check_duration("period", flap.period, shortest_period, longest_period);
    }
    Check operator()(const Swizzle& swizzle) const {
        return check_duration("step", swizzle.step, shortest_period, longest_period);
    }
    Check operator()(const Clock& clock) const {
        if (clock.offset < -largest_offset || clock.offset > largest_offset) {
            return unexpected("offset is more than " + format_duration(largest_offset) + ", either way");
        }
        // Not a number is not within either.
        if (std::abs(clock.drift_ppm) <= largest_drift_ppm) return {};
        return unexpected("drift is more than " + format_ppm(largest_drift_ppm) + ", either way");
    }
    template <class Other>
    Check operator()(const Other&) const {
        return {};
    }
};

Check check_groups(const std::vector<std::vector<std::string>>& groups, const HerdMap& map) {
    if (groups.empty()) return unexpected(std::string("no groups; name at least one"));
    std::unordered_set<ServerIndex> seen;
    for (const auto& group : groups) {
        if (group.empty()) return unexpected(std::string("a group without servers"));
        for (const auto& name : group) {
            const auto server = map.find_server(name);
            if (!server) return unexpected(server.error());
            if (!seen.insert(*server).second)
                return unexpected(format_quoted(name) + " is named twice; a server is in one group");
        }
    }
    return {};
}

Check check_where(const Where& where, const HerdMap& map) {
    const auto* link = std::get_if<LinkName>(&where);
    const auto* direction = std::get_if<DirectionName>(&where);
    const auto found = link ? map.find_link(link->a, link->b) : map.find_link(direction->from, direction->to);
    if (!found) return unexpected(found.error());
    return {};
}

Check check_places(const Action& action, const HerdMap& map) {
    return std::visit(
        [&](const auto& what) -> Check {
            if constexpr (requires { what.link; }) {
                return check_where(what.link, map);
            } else if constexpr (requires { what.where; }) {
                return check_where(what.where, map);
            } else {
                if constexpr (requires { what.server; }) {
                    const auto server = map.find_server(what.server);
                    if (!server) return unexpected(server.error());
                }
                if constexpr (requires { what.groups; }) return check_groups(what.groups, map);
                return {};
            }
        },
        action);
}

Check check_lasts(const Fault& fault) {
    if (!fault.lasts) return {};
    if (ends_by_itself(fault.action))
        return unexpected(std::string("ends by itself and cannot be for a time"));
    return check_duration("for", *fault.lasts, nanoseconds(1), longest_fault);
}

}  // namespace

bool ends_by_itself(const Action& action) {
    return std::holds_alternative<Reset>(action) || std::holds_alternative<CloseAfter>(action) ||
           std::holds_alternative<DropFirst>(action) || std::holds_alternative<Corrupt>(action) ||
           std::holds_alternative<Start>(action) || std::holds_alternative<Resume>(action) ||
           std::holds_alternative<Heal>(action) || std::holds_alternative<HealAll>(action);
}

Result<void, std::string> check_fault(const Fault& fault, const HerdMap& map) {
    auto check = check_places(fault.action, map);
    if (check) check = std::visit(ValuesCheck{}, fault.action);
    if (check) check = check_lasts(fault);
    if (!check) return unexpected(format_verb(fault.action) + ": " + check.error());
    return {};
}

}  // namespace herd::fault
