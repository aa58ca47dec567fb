#include <algorithm>
#include <utility>

#include "fault/control.hpp"
#include "fault/preset.hpp"

namespace herd::fault {
namespace {

// The ends of a link in the order of the herd's list, so that a fault is the same from either end.
void name_in_order(Action& action, const std::string& a, const std::string& b) {
    std::visit(
        [&](auto& what) {
            if constexpr (requires { what.link; }) {
                what.link = {a, b};
            } else if constexpr (requires { what.where; }) {
                if (auto* link = std::get_if<LinkName>(&what.where)) *link = {a, b};
            }
        },
        action);
}

}  // namespace

FaultId Control::set_on_link(Fault fault, const Place& place, Until until, SteadyTime now) {
    const auto [a, b] = map_.links()[place.index];
    name_in_order(fault.action, map_.roster().name(a), map_.roster().name(b));
    if (const auto id = extend_or_replace(fault, place, until)) return *id;
    // A count of bytes begins anew only if the target sees the first one go.
    if (std::holds_alternative<CloseAfter>(fault.action)) update(place.index);
    ActiveFault& active = add(fault, place, until);
    if (const auto* drop = std::get_if<DropFirst>(&fault.action)) active.messages_left = drop->messages;
    if (const auto* flap = std::get_if<Flap>(&fault.action)) {
        active.began = now;
        active.is_cut_now = true;
        active.turn = agenda_.add(now + flap->period / 2, FlapTurns{active.id});
    }
    tell(true, active.fault.action, place);
    update(place.index);
    return active.id;
}

// A part of a preset: it does not shorten a cut that is there.
FaultId Control::cut(LinkIndex link, Until until, SteadyTime now) {
    Place place;
    place.index = link;
    const auto* same = in_force_.find_same(Cut{}, place);
    const bool is_longer = same && (!same->until || (until && *same->until >= *until));
    if (is_longer) return same->id;
    const auto lasts = until ? std::optional<nanoseconds>(*until - now) : std::nullopt;
    return set_on_link({Cut{}, lasts}, place, until, now);
}

FaultId Control::cut_all(const std::vector<LinkIndex>& links, Until until, SteadyTime now) {
    FaultId first = 0;
    for (const LinkIndex link : links) {
        const FaultId id = cut(link, until, now);
        if (first == 0) first = id;
    }
    return first;
}

FaultId Control::swizzle(const Swizzle& swizzle, Until until, SteadyTime now) {
    // A swizzle that is under way goes no further.
    for (LinkIndex link = 0; link < parts_.size(); ++link) drop_part(link);
    FaultId first = 0;
    for (const auto& part : plan_swizzle(swizzle, map_, random_)) {
        const SteadyTime to = until ? std::min(*until, now + part.to) : now + part.to;
        if (part.from == nanoseconds(0)) {
            const FaultId id = cut(part.link, to, now);
            if (first == 0) first = id;
        } else if (now + part.from < to) {
            parts_[part.link] = agenda_.add(now + part.from, CutBegins{part.link, to});
        }
    }
    return first;
}

void Control::reset(const Place& place) {
    tell(true, Reset{}, place);
    target_.reset_link(place.index);
    tell(false, Reset{}, place);
}

void Control::heal(LinkIndex link) {
    drop_part(link);
    while (!in_force_.on_link(link).empty()) {
        ActiveFault& active = *in_force_.on_link(link).front();
        tell(false, active.fault.action, active.place);
        forget(active);
    }
    update(link);
}

void Control::heal_all() {
    for (LinkIndex link = 0; link < parts_.size(); ++link) {
        if (map_.has_link(link)) heal(link);
    }
    std::vector<FaultId> ids;
    for (const auto& [id, active] : in_force_.all()) {
        const Action& action = active.fault.action;
        if (std::holds_alternative<Pause>(action) || std::holds_alternative<Clock>(action)) ids.push_back(id);
    }
    for (const FaultId id : ids) end(*in_force_.find(id));
}

}  // namespace herd::fault
