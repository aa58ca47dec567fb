#include "fault/control.hpp"

#include <algorithm>
#include <utility>

#include "base/quote.hpp"
#include "fault/fault_check.hpp"
#include "fault/preset.hpp"

namespace herd::fault {
namespace {

// Whether a fault that is set again has a count or a time that begins anew.
bool begins_anew(const Action& action) {
    const auto* clock = std::get_if<Clock>(&action);
    return std::holds_alternative<CloseAfter>(action) || std::holds_alternative<DropFirst>(action) ||
           std::holds_alternative<Flap>(action) || (clock && clock->drift_ppm != 0);
}

}  // namespace

Control::Control(const core::Roster& roster, LinkList links, std::uint64_t seed, Target& target)
    : map_(roster, std::move(links)),
      random_(seed),
      target_(target),
      in_force_(map_),
      parts_(map_.links().size()),
      states_(map_.links().size()) {}

Result<void, std::string> Control::check(const Fault& fault) const {
    if (auto checked = check_fault(fault, map_); !checked) return checked;
    const auto* pause = std::get_if<Pause>(&fault.action);
    if (!pause) return {};
    if (!in_force_.find_same(Stop{}, place_of(fault.action))) return {};
    return unexpected("pause: " + format_quoted(pause->server) + " does not run; start it first");
}

// What a fault comes to, and its number; 0, if it is over.
struct Control::Apply {
    Control& control;
    const Fault& fault;
    Place place;
    Until until;
    SteadyTime now;

    FaultId operator()(const Reset&) const {
        control.reset(place);
        return 0;
    }
    FaultId operator()(const Heal&) const {
        control.heal(place.index);
        return 0;
    }
    FaultId operator()(const HealAll&) const {
        control.heal_all();
        return 0;
    }
    FaultId operator()(const Start& start) const {
        if (auto* down = control.in_force_.find_same(Stop{start.server}, place)) control.forget(*down);
        control.target_.start_server(static_cast<ServerIndex>(place.index));
        return 0;
    }
    FaultId operator()(const Resume& resume) const {
        control.end_same(Pause{resume.server}, place);
        return 0;
    }
    FaultId operator()(const Stop&) const { return control.take_down(fault, place, until); }
    FaultId operator()(const Crash&) const { return control.take_down(fault, place, until); }
    FaultId operator()(const Pause&) const { return control.pause(fault, place, until); }
    FaultId operator()(const Clock&) const { return control.set_clock(fault, place, until); }
    FaultId operator()(const Swizzle& swizzle) const { return control.swizzle(swizzle, until, now); }
    template <class Other>
    FaultId operator()(const Other& other) const {
        if constexpr (requires { find_cuts(other, control.map_, control.random_); }) {
            return control.cut_all(find_cuts(other, control.map_, control.random_), until, now);
        } else {
            return control.set_on_link(fault, place, until, now);
        }
    }
};

Result<FaultId, std::string> Control::apply(const Fault& fault, SteadyTime now) {
    if (const auto checked = check(fault); !checked) return unexpected(checked.error());
    const Until until = fault.lasts ? Until(now + *fault.lasts) : std::nullopt;
    return std::visit(Apply{*this, fault, place_of(fault.action), until, now}, fault.action);
}

// Shape: the action is checked. Of a preset, or of all: some place.
Place Control::place_of(const Action& action) const {
    Place place;
    const auto find_place = [&](const std::string& a, const std::string& b) {
        place.index = *map_.find_link(a, b);
    };
    const auto find_direction = [&](const DirectionName& direction) {
        find_place(direction.from, direction.to);
        const bool is_from_first = map_.roster().name(map_.links()[place.index].first) == direction.from;
        place.is_of_end[is_from_first ? 1 : 0] = false;
    };
    std::visit(
        [&](const auto& what) {
            if constexpr (requires { what.link; }) {
                find_place(what.link.a, what.link.b);
            } else if constexpr (requires { what.where; }) {
                const auto* link = std::get_if<LinkName>(&what.where);
                link ? find_place(link->a, link->b) : find_direction(std::get<DirectionName>(what.where));
            } else if constexpr (requires { what.server; }) {
                place.kind = Place::Kind::server;
                place.index = *map_.roster().find(what.server);
            }
        },
        action);
    return place;
}

void Control::grow() {
    in_force_.grow(map_);
    parts_.resize(map_.links().size());
    states_.resize(map_.links().size());
}

ServerIndex Control::add_server(const std::string& name) {
    const ServerIndex server = map_.add_server(name);
    grow();
    return server;
}

LinkIndex Control::add_link(ServerIndex a, ServerIndex b) {
    const LinkIndex link = map_.add_link(a, b);
    grow();
    return link;
}

void Control::remove_link(LinkIndex link) {
    heal(link);
    map_.remove_link(link);
}

void Control::remove_server(ServerIndex server) {
    const auto links = map_.links_of(server);
    for (const LinkIndex link : links) remove_link(link);
    while (!in_force_.at_server(server).empty()) {
        ActiveFault& active = *in_force_.at_server(server).front();
        tell(false, active.fault.action, active.place);
        forget(active);
    }
    target_.set_clock(server, {});
    map_.remove_server(server);
}

bool Control::lift(FaultId id, SteadyTime) {
    auto* active = in_force_.find(id);
    if (active) end(*active);
    return active != nullptr;
}

std::vector<Control::InForce> Control::in_force() const {
    std::vector<InForce> list;
    for (const auto& [id, active] : in_force_.all()) list.push_back({id, active.fault, active.until});
    return list;
}

// If this very fault is in force already, it is to end when this one would; or else the fault that this one
// replaces goes.
std::optional<FaultId> Control::extend_or_replace(const Fault& fault, const Place& place, Until until) {
    auto* same = in_force_.find_same(fault.action, place);
    if (!same) return std::nullopt;
    if (begins_anew(fault.action) || same->fault.action != fault.action) {
        tell(false, same->fault.action, place);
        forget(*same);
        return std::nullopt;
    }
    same->fault.lasts = fault.lasts;
    set_end(*same, until);
    return same->id;
}

ActiveFault& Control::add(const Fault& fault, const Place& place, Until until) {
    ActiveFault& active = in_force_.add(fault, place);
    set_end(active, until);
    return active;
}

void Control::set_end(ActiveFault& active, Until until) {
    agenda_.remove(active.end);
    active.until = until;
    if (until) active.end = agenda_.add(*until, FaultEnds{active.id});
}

// Takes a fault out of the books, without undoing what it did.
void Control::forget(ActiveFault& active) {
    agenda_.remove(active.end);
    agenda_.remove(active.turn);
    in_force_.remove(active);
}

void Control::end(ActiveFault& active) {
    const Action action = active.fault.action;
    const Place place = active.place;
    forget(active);
    tell(false, action, place);
    if (place.kind == Place::Kind::link) return update(place.index);
    const auto server = static_cast<ServerIndex>(place.index);
    if (std::holds_alternative<Pause>(action)) {
        target_.resume_server(server);
    } else if (std::holds_alternative<Clock>(action)) {
        target_.set_clock(server, {});
    } else {
        target_.start_server(server);
    }
}

void Control::end_same(const Action& action, const Place& place) {
    if (auto* same = in_force_.find_same(action, place)) end(*same);
}

void Control::drop_part(LinkIndex link) {
    agenda_.remove(parts_[link]);
}

void Control::update(LinkIndex link) {
    LinkState state = in_force_.link_state(link);
    if (state == states_[link]) return;
    states_[link] = std::move(state);
    target_.on_link_state(link, states_[link]);
}

void Control::tell(bool is_set, const Action& action, const Place& place) {
    if (place.kind == Place::Kind::server) {
        // The server's own events tell that it is stopped, crashes and starts.
        if (std::holds_alternative<Stop>(action) || std::holds_alternative<Crash>(action)) return;
        target_.on_fault(is_set, static_cast<ServerIndex>(place.index), std::nullopt, format_effect(action));
        return;
    }
    auto [from, to] = map_.links()[place.index];
    if (!place.is_of_end[0]) std::swap(from, to);
    std::string what = format_effect(action);
    // A fault of both directions and one of just this one are told apart.
    if (place.is_of_end[0] != place.is_of_end[1])
        what += " " + map_.roster().name(from) + "->" + map_.roster().name(to);
    target_.on_fault(is_set, from, to, what);
}

// What happens.

void Control::on_dropped(LinkIndex link, SteadyTime) {
    Place place;
    place.index = link;
    auto* drop = in_force_.find_same(DropFirst{}, place);
    if (drop && --drop->messages_left == 0) end(*drop);
}

void Control::on_spent(LinkIndex link, int end_index, Spent what, SteadyTime) {
    const auto& faults = in_force_.on_link(link);
    const auto spent = std::find_if(faults.rbegin(), faults.rend(), [&](const ActiveFault* active) {
        const Action& action = active->fault.action;
        const bool is_what = what == Spent::corrupt ? std::holds_alternative<Corrupt>(action)
                                                    : std::holds_alternative<CloseAfter>(action);
        return is_what && active->place.is_of_end[end_index];
    });
    if (spent != faults.rend()) end(**spent);
}

struct Control::Happen {
    Control& control;
    SteadyTime now;

    void operator()(const FaultEnds& event) const { control.end(*control.in_force_.find(event.fault)); }
    void operator()(const FlapTurns& event) const {
        ActiveFault& active = *control.in_force_.find(event.fault);
        // Turns that nobody was there for are left out.
        const nanoseconds half = std::get<Flap>(active.fault.action).period / 2;
        const auto turns = (now - active.began) / half;
        active.is_cut_now = turns % 2 == 0;
        active.turn = control.agenda_.add(active.began + (turns + 1) * half, event);
        control.update(active.place.index);
    }
    void operator()(const CutBegins& event) const { control.cut(event.link, event.until, now); }
};

void Control::on_deadline(SteadyTime now) {
    while (const auto event = agenda_.pop(now)) std::visit(Happen{*this, now}, *event);
}

}  // namespace herd::fault
