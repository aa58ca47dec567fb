#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "control/propagation.hpp"
#include "core/neighbour.hpp"
#include "core/server.hpp"
#include "fault/control.hpp"
#include "fault/fault.hpp"
#include "places/meter.hpp"
#include "places/pool.hpp"

namespace herd::net {
class Herd;
}

namespace herd::control {

/// What a server does, as the API tells it.
enum class ServerCondition { running, stopped, paused, stopping, elsewhere };
inline constexpr std::array server_conditions{ServerCondition::running, ServerCondition::stopped,
                                              ServerCondition::paused, ServerCondition::stopping,
                                              ServerCondition::elsewhere};
std::string_view format_condition(ServerCondition condition);

struct ServerSnapshot {
    std::string name;
    ServerCondition condition = ServerCondition::elsewhere;
    std::string host;
    std::uint16_t port = 0;       // 0: it runs elsewhere, and the configuration does not tell
    std::size_t clients = 0;      // records; none of a server that does not run, which starts without any
    std::size_t connections = 0;  // of clients
    std::size_t bytes = 0;        // of records
    std::uint64_t lamport = 0;
    fault::ClockError clock;
    std::vector<std::string> neighbours;
    core::Counters counters;  // since it was last started
};

/// Whether a link is there. `cut` if a fault keeps it from being.
enum class LinkCondition { up, down, cut };
std::string_view format_condition(LinkCondition condition);

struct LinkSnapshot {
    struct Direction {
        core::LinkCounters counters;  // since the server that sends was last started
        std::size_t queued = 0;       // bytes
        std::size_t held = 0;         // bytes, by a fault
    };

    std::string ends[2];  // in the order of the configuration
    LinkCondition condition = LinkCondition::down;
    std::uint64_t connections = 0;  // how often it has come up
    Direction directions[2];        // from the first end, and from the second
    std::vector<fault::Control::FaultId> faults;
};

/// A fault that is in force. Units: `until` as times of the trace.
struct FaultSnapshot {
    fault::Control::FaultId id = 0;
    fault::Fault fault;
    std::optional<nanoseconds> until;
};

struct TraceSnapshot {
    bool is_on = false;
    std::uint64_t events = 0;  // that have been
    std::uint64_t dropped = 0;
    std::size_t bytes = 0;
};

struct PlacesSnapshot {
    std::array<std::uint64_t, places::count_kinds> counts{};
    std::array<std::uint64_t, places::request_buckets.size() + 1> requests{};  // by duration
    nanoseconds request_time{};
    places::PoolLoad load;
};

/// What does not change about a herd.
struct About {
    std::string name;     // what its file is called
    std::string version;  // of the program
};

/// A herd at a moment: what the API and the metrics tell of it. It owns all its parts, so that any thread may
/// read it.
struct HerdSnapshot {
    WallTime now{};
    nanoseconds t{};  // since the trace began, which is when the herd was made
    std::vector<ServerSnapshot> servers;
    std::vector<LinkSnapshot> links;
    std::vector<FaultSnapshot> faults;
    TraceSnapshot trace;
    PropagationFigures propagation;
    PlacesSnapshot places;
};

/// Shape: on the loop.
HerdSnapshot take_snapshot(const net::Herd& herd, const Propagation& propagation);

/// The server of that name; null, if there is none.
const ServerSnapshot* find_server(const HerdSnapshot& snapshot, std::string_view name);
/// The link between two servers, in either order; null, if there is none.
const LinkSnapshot* find_link(const HerdSnapshot& snapshot, std::string_view a, std::string_view b);

}  // namespace herd::control
