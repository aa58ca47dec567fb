#include "fake_target.hpp"

#include <stdexcept>
#include <utility>

#include "base/quantity.hpp"

namespace herd::fault {

void FakeTarget::note(const std::string& what, ServerIndex server) {
    note(what + " " + map_.roster().name(server));
}

void FakeTarget::on_link_state(LinkIndex link, const LinkState& state) {
    if (state == states[link]) throw std::logic_error("told of a link that is as it was");
    const auto [a, b] = map_.links()[link];
    const std::string name = map_.roster().name(a) + "-" + map_.roster().name(b);
    if (state.is_cut != states[link].is_cut) note(name + (state.is_cut ? " goes" : " comes"));
    states[link] = state;
    if (watch_link) watch_link(link, state);
}

void FakeTarget::reset_link(LinkIndex link) {
    const auto [a, b] = map_.links()[link];
    note("reset " + map_.roster().name(a) + "-" + map_.roster().name(b));
}

void FakeTarget::set_clock(ServerIndex server, ClockError error) {
    note("clock " + map_.roster().name(server) + " " + format_offset(error.offset) + " " +
         format_ppm(error.drift_ppm));
}

void FakeTarget::on_fault(bool is_set, ServerIndex server, std::optional<ServerIndex> peer,
                          const std::string& what) {
    const std::string place = map_.roster().name(server) + (peer ? "-" + map_.roster().name(*peer) : "");
    note((is_set ? "set " : "lifted ") + place + ": " + what);
}

std::string FakeTarget::take_notes() {
    return std::exchange(notes_, {});
}

HerdMap make_map(const test::Topology& topology) {
    LinkList links;
    for (const auto& link : topology.links)
        links.emplace_back(static_cast<ServerIndex>(link.a), static_cast<ServerIndex>(link.b));
    return HerdMap(core::Roster(topology.names), std::move(links));
}

FaultyHerd::FaultyHerd(const test::Topology& topology, std::uint64_t seed)
    : map(make_map(topology)), target(map), control(map.roster(), map.links(), seed, target) {}

FaultId FaultyHerd::apply(const Action& action, nanoseconds now, std::optional<nanoseconds> lasts) {
    const auto id = control.apply({action, lasts}, at(now));
    if (!id) throw std::runtime_error(id.error());
    return *id;
}

std::string FaultyHerd::refusal(const Action& action, std::optional<nanoseconds> lasts) {
    const auto checked = control.check({action, lasts});
    const auto applied = control.apply({action, lasts}, at({}));
    if (checked.has_value() != applied.has_value()) throw std::logic_error("check and apply disagree");
    if (applied) return "";
    if (checked.error() != applied.error()) throw std::logic_error("check and apply disagree on why");
    return applied.error();
}

LinkIndex FaultyHerd::link(std::string_view a, std::string_view b) const {
    return map.find_link(a, b).value();
}

const Conditions& FaultyHerd::conditions(std::string_view from, std::string_view to) const {
    const LinkIndex index = link(from, to);
    return target.states[index].conditions[map.roster().name(map.links()[index].first) == from ? 0 : 1];
}

std::string FaultyHerd::cuts() const {
    std::string text;
    for (LinkIndex i = 0; i < map.links().size(); ++i) {
        if (!target.states[i].is_cut) continue;
        const auto [a, b] = map.links()[i];
        text += (text.empty() ? "" : " ") + map.roster().name(a) + "-" + map.roster().name(b);
    }
    return text;
}

std::string FaultyHerd::in_force() const {
    std::string text;
    for (const auto& fault : control.in_force())
        text += (text.empty() ? "" : "; ") + format_fault(fault.fault);
    return text;
}

}  // namespace herd::fault
