#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/roster.hpp"
#include "fault/fault.hpp"
#include "fault/shaper.hpp"

namespace herd::fault {

using core::ServerIndex;

/// A link's place in the list of links that a control was made with.
using LinkIndex = std::size_t;

/// How far a clock is off.
struct ClockError {
    nanoseconds offset{};
    double drift_ppm = 0;
    friend bool operator==(const ClockError&, const ClockError&) = default;
};

/// What is in force on a link.
struct LinkState {
    bool is_cut = false;       // no connection, and none is made
    bool is_refused = false;   // none is made
    bool is_flapping = false;  // cut now or not, it will change by itself
    Conditions conditions[2];  // of what leaves the first end, and the second
};

/// What faults are done to: servers on a loop, or simulated ones. Called by `Control`, within its calls.
class Target {
public:
    virtual ~Target() = default;

    /// The state of a link is another one: close it if it is cut now, shape what it carries, make it if it
    /// may be.
    virtual void on_link_state(LinkIndex link, const LinkState& state) = 0;
    virtual void reset_link(LinkIndex link) = 0;

    virtual void stop_server(ServerIndex server) = 0;
    virtual void crash_server(ServerIndex server) = 0;
    virtual void start_server(ServerIndex server) = 0;
    virtual void pause_server(ServerIndex server) = 0;
    virtual void resume_server(ServerIndex server) = 0;
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
/// counts. Setting the same kind of fault on the same link or direction again replaces the first.
class Control {
public:
    using LinkList = std::vector<std::pair<ServerIndex, ServerIndex>>;

    /// Shape: `target` outlives it; `seed` is for what presets draw.
    Control(const core::Roster& roster, LinkList links, std::uint64_t seed, Target& target);

    using FaultId = std::uint64_t;

    /// Sets a fault. Errors: in words, if it names a server or a link that the herd does not have (with a
    /// suggestion where one is near), or a value makes no sense; then nothing was done. Returns the id of the
    /// fault, or of the first part of a preset; 0 if it was over at once (reset, start, heal, ...).
    Result<FaultId, std::string> apply(const Fault& fault, SteadyTime now);

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

    const LinkState& link_state(LinkIndex link) const;
    /// Whether nothing will change by itself: no fault that ends or flaps.
    bool is_steady() const;

    // What happens to a link that faults wait for.

    /// A message found the link cut (DropFirst).
    void on_dropped(LinkIndex link, SteadyTime now);
    /// The message that was to be corrupted has been, or the connection was closed after its bytes.
    void on_spent(LinkIndex link, int end, SteadyTime now);

    void on_deadline(SteadyTime now);
    std::optional<SteadyTime> next_deadline() const;

private:
    // To be designed.
};

}  // namespace herd::fault
