#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "fault/agenda.hpp"
#include "fault/fault.hpp"
#include "fault/herd_map.hpp"
#include "fault/link_state.hpp"
#include "fault/timed_event.hpp"

namespace herd::fault {

/// Where a fault is.
struct Place {
    enum class Kind { link, server };
    Kind kind = Kind::link;
    std::size_t index = 0;             // of the link or server
    bool is_of_end[2] = {true, true};  // of a link: whether it is about what leaves that end
    friend bool operator==(const Place&, const Place&) = default;
};

/// A fault that is in force, and what has become of it.
struct ActiveFault {
    FaultId id = 0;
    Fault fault;
    Place place;
    std::optional<SteadyTime> until;

    SteadyTime began;                 // of a flap
    bool is_cut_now = false;          // of a flap
    std::uint64_t messages_left = 0;  // of a drop-first

    std::optional<Agenda<TimedEvent>::Key> end;   // when it ends by itself
    std::optional<Agenda<TimedEvent>::Key> turn;  // when a flap turns
};

/// The faults that are in force, by their numbers and by their places.
class InForceList {
public:
    explicit InForceList(const HerdMap& map)
        : on_link_(map.links().size()), at_server_(map.roster().size()) {}

    /// The herd has so many servers and links now. Shape: not fewer than before.
    void grow(const HerdMap& map) {
        on_link_.resize(map.links().size());
        at_server_.resize(map.roster().size());
    }

    /// The fault that one of this kind at this place replaces; null, if there is none.
    ActiveFault* find_same(const Action& action, const Place& place) const;
    ActiveFault* find(FaultId id);

    ActiveFault& add(const Fault& fault, const Place& place);
    void remove(const ActiveFault& fault);

    /// In the order in which they were set.
    const std::vector<ActiveFault*>& on_link(LinkIndex link) const { return on_link_[link]; }
    const std::vector<ActiveFault*>& at_server(ServerIndex server) const { return at_server_[server]; }
    const std::map<FaultId, ActiveFault>& all() const { return all_; }

    /// What all faults on a link come to.
    LinkState link_state(LinkIndex link) const;

private:
    const std::vector<ActiveFault*>& at(const Place& place) const;
    std::vector<ActiveFault*>& list_of(const Place& place);

    std::map<FaultId, ActiveFault> all_;
    std::vector<std::vector<ActiveFault*>> on_link_;
    std::vector<std::vector<ActiveFault*>> at_server_;
    FaultId last_id_ = 0;
};

}  // namespace herd::fault
