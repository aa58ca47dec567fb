#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fault/control.hpp"
#include "support/topology.hpp"

namespace herd::fault {

/// A time of a test: so long after an arbitrary moment.
inline SteadyTime at(nanoseconds time) {
    return SteadyTime(std::chrono::hours(1)) + time;
}

/// Writes down what is done to it: `pause Ball`, `set Alford-Welsh: cut`, and for the state of a link what
/// has become of it.
class FakeTarget final : public Target {
public:
    explicit FakeTarget(const HerdMap& map) : map_(map), states(map.links().size()) {}

    void on_link_state(LinkIndex link, const LinkState& state) override;
    void reset_link(LinkIndex link) override;
    void stop_server(ServerIndex server) override { note("stop", server); }
    void crash_server(ServerIndex server) override { note("crash", server); }
    void start_server(ServerIndex server) override { note("start", server); }
    void pause_server(ServerIndex server) override { note("pause", server); }
    void resume_server(ServerIndex server) override { note("resume", server); }
    void set_clock(ServerIndex server, ClockError error) override;
    void on_fault(bool is_set, ServerIndex server, std::optional<ServerIndex> peer,
                  const std::string& what) override;

    /// What was written down since this was last asked, a line each.
    std::string take_notes();

private:
    void note(const std::string& what, ServerIndex server);
    void note(const std::string& line) { notes_ += (notes_.empty() ? "" : "\n") + line; }

    const HerdMap& map_;
    std::string notes_;

public:
    std::vector<LinkState> states;  // by link
    std::function<void(LinkIndex, const LinkState&)>
        watch_link;  // called with each new state, if there is one
};

/// A herd without servers, and the faults that are done to it.
class FaultyHerd {
public:
    explicit FaultyHerd(const test::Topology& topology, std::uint64_t seed = 1);

    /// Sets a fault that has to be taken.
    FaultId apply(const Action& action, nanoseconds now = {}, std::optional<nanoseconds> lasts = {});
    /// Why a fault is not taken; empty, if it is.
    std::string refusal(const Action& action, std::optional<nanoseconds> lasts = {});
    std::string notes() { return target.take_notes(); }

    LinkIndex link(std::string_view a, std::string_view b) const;
    const LinkState& state(std::string_view a, std::string_view b) const { return target.states[link(a, b)]; }
    /// What leaves `from` for `to`.
    const Conditions& conditions(std::string_view from, std::string_view to) const;

    /// The links that are cut, `Alford-Welsh`, with spaces between them, in the order of the herd's list.
    std::string cuts() const;
    /// The faults in force, in words, with `; ` between them.
    std::string in_force() const;

    HerdMap map;
    FakeTarget target;
    Control control;
};

/// The map of a herd.
HerdMap make_map(const test::Topology& topology);

}  // namespace herd::fault
