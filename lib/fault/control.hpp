#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/roster.hpp"
#include "fault/agenda.hpp"
#include "fault/fault.hpp"
#include "fault/herd_map.hpp"
#include "fault/in_force_list.hpp"
#include "fault/link_state.hpp"
#include "fault/random.hpp"

namespace herd::fault {

/// How far a clock is off.
struct ClockError {
    nanoseconds offset{};
    double drift_ppm = 0;
    friend bool operator==(const ClockError&, const ClockError&) = default;
};

/// What faults are done to: servers on a loop, or simulated ones. Called by `Control`, within its calls; it
/// does not call back from within.
class Target {
public:
    virtual ~Target() = default;

    /// The state of a link is another one: close it if it is cut now, shape what it carries, make it if it
    /// may be.
    virtual void on_link_state(LinkIndex link, const LinkState& state) = 0;
    virtual void reset_link(LinkIndex link) = 0;

    // What is so already, stays so. A server that is stopped or crashes is not paused any more.
    virtual void stop_server(ServerIndex server) = 0;
    virtual void crash_server(ServerIndex server) = 0;
    virtual void start_server(ServerIndex server) = 0;
    virtual void pause_server(ServerIndex server) = 0;
    virtual void resume_server(ServerIndex server) = 0;
    /// From now on, instead of what was before.
    virtual void set_clock(ServerIndex server, ClockError error) = 0;

    /// For the trace: a fault was set or lifted, in words. On a link: `server` and `peer` are its ends, in
    /// the direction of the fault if it has one. Each part of a preset is told of by itself.
    virtual void on_fault(bool is_set, ServerIndex server, std::optional<ServerIndex> peer,
                          const std::string& what) = 0;
};

/// The faults of a herd: what was set, when it ends, and what it all comes to. The one place for scenarios,
/// herd.toml and the control API.
///
/// Several faults on one link add up: it is cut while any fault cuts it; of two latencies the later one
/// counts. Setting the same kind of fault on the same link or direction again replaces the first; but a
/// preset never shortens a cut that would last longer. Its calls cost what the links do that they concern,
/// and what it holds is bounded by the kinds of faults and the links of the herd.
class Control {
public:
    using LinkList = fault::LinkList;
    using FaultId = fault::FaultId;

    /// Shape: `target` outlives it; `seed` is for what presets draw.
    Control(const core::Roster& roster, LinkList links, std::uint64_t seed, Target& target);

    /// Sets a fault. Errors: in words, if it names a server or a link that the herd does not have (with a
    /// suggestion where one is near), or a value makes no sense; then nothing was done. Returns the id of the
    /// fault, or of the first part of a preset; 0 if it was over at once (reset, start, heal, ...).
    Result<FaultId, std::string> apply(const Fault& fault, SteadyTime now);

    /// The herd has one more server, or link; or one less, whose faults are lifted first. A server that is
    /// removed is neither started nor resumed by that.
    /// Shape: as of `HerdMap`.
    ServerIndex add_server(const std::string& name);
    LinkIndex add_link(ServerIndex a, ServerIndex b);
    void remove_link(LinkIndex link);
    void remove_server(ServerIndex server);

    const HerdMap& map() const { return map_; }

    /// Whether `apply` would take the fault. Errors: those of `apply`.
    Result<void, std::string> check(const Fault& fault) const;

    /// Lifts one fault; false if it is not in force any more.
    bool lift(FaultId id, SteadyTime now);

    struct InForce {
        FaultId id = 0;
        Fault fault;  // never a preset: its parts
        std::optional<SteadyTime> until;
    };
    std::vector<InForce> in_force() const;

    const LinkState& link_state(LinkIndex link) const { return states_[link]; }
    /// Whether nothing will change by itself: no fault that ends or flaps.
    bool is_steady() const { return agenda_.empty(); }

    // What happens to a link that faults wait for.

    /// A message found the link cut (DropFirst).
    void on_dropped(LinkIndex link, SteadyTime now);
    /// The message that was to be corrupted has been, or the connection was closed after its bytes, on what
    /// leaves an end.
    enum class Spent { corrupt, close_after };
    void on_spent(LinkIndex link, int end, Spent what, SteadyTime now);

    void on_deadline(SteadyTime now);
    std::optional<SteadyTime> next_deadline() const { return agenda_.next_time(); }

private:
    struct Apply;
    struct Happen;
    using Until = std::optional<SteadyTime>;

    Place place_of(const Action& action) const;

    FaultId set_on_link(Fault fault, const Place& place, Until until, SteadyTime now);
    FaultId cut(LinkIndex link, Until until, SteadyTime now);
    FaultId cut_all(const std::vector<LinkIndex>& links, Until until, SteadyTime now);
    FaultId swizzle(const Swizzle& swizzle, Until until, SteadyTime now);
    void reset(const Place& place);
    void heal(LinkIndex link);
    void heal_all();

    FaultId take_down(const Fault& fault, const Place& place, Until until);
    FaultId pause(const Fault& fault, const Place& place, Until until);
    FaultId set_clock(const Fault& fault, const Place& place, Until until);

    std::optional<FaultId> extend_or_replace(const Fault& fault, const Place& place, Until until);
    ActiveFault& add(const Fault& fault, const Place& place, Until until);
    void set_end(ActiveFault& active, Until until);
    void forget(ActiveFault& active);
    void end(ActiveFault& active);
    void end_same(const Action& action, const Place& place);
    void drop_part(LinkIndex link);
    void grow();
    void update(LinkIndex link);
    void tell(bool is_set, const Action& action, const Place& place);

    HerdMap map_;
    Random random_;
    Target& target_;
    InForceList in_force_;
    Agenda<TimedEvent> agenda_;
    std::vector<std::optional<Agenda<TimedEvent>::Key>> parts_;  // by link: of a swizzle, not begun yet
    std::vector<LinkState> states_;                              // by link: what the target was told
};

}  // namespace herd::fault
