#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "core/server.hpp"
#include "fault/control.hpp"
#include "places/provider.hpp"
#include "sim/witness.hpp"
#include "trace/event.hpp"

namespace herd::sim {

/// A herd that is to be simulated.
struct Setup {
    std::vector<std::string> names;
    fault::LinkList links;  // each once, the lesser index first, sorted
    core::ServerOptions options;
    std::shared_ptr<const places::Provider> places;  // null: places never answer
    places::Layout layout = places::Layout::classic;

    std::uint64_t seed = 1;                               // of everything that chance decides
    nanoseconds latency = std::chrono::microseconds(50);  // one way, between servers and to their clients
    nanoseconds jitter = std::chrono::microseconds(3);    // give or take so much
    std::size_t window = std::size_t{256} << 10;  // bytes that may be on their way on one direction of a link
    nanoseconds places_delay = std::chrono::milliseconds(2);
    bool splits = false;    // what is sent at once may come in pieces
    std::size_t trace = 0;  // bytes; 0: no trace
};

enum class ServerState { stopped, running, paused, stopping };

/// Servers, their links and their clients under virtual time: the very `core::Server` of the live herd, on a
/// network that a seed draws. One thing happens after another, in the order of virtual time; nothing depends
/// on anything but the setup and the calls.
///
/// A link is what TCP makes of it: bytes in order, on a connection that the server with the lesser name
/// dials, again and again, as `net::Link` does; faults act where bytes leave a server. Time begins at
/// `SteadyTime{}` plus an hour, so that nothing is before it.
class Network {
public:
    /// Shape: `witness` may be null, and outlives the network. Servers run and links are about to come up.
    explicit Network(Setup setup, Witness* witness = nullptr);
    ~Network();
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    SteadyTime now() const;
    /// The next thing happens, whenever that is. False: nothing would ever happen any more.
    bool step();
    /// When the next thing happens.
    std::optional<SteadyTime> next_time() const;
    /// All that happens until then; it is that time afterwards.
    void run_until(SteadyTime time);
    /// How many things have happened.
    std::uint64_t steps() const;
    /// Whether bytes are on their way on some link: if so, the servers are not at rest.
    bool is_flying() const;

    // Clients.

    /// Begins to connect.
    ClientId open(core::ServerIndex server);
    /// Sends bytes, once it is connected.
    void say(ClientId id, std::string_view bytes);
    /// Ends its stream behind what it has said.
    void end(ClientId id);
    enum class ClientState { connecting, open, refused, lost, closed };
    ClientState client_state(ClientId client) const;
    /// All that has come from the server.
    const std::string& heard(ClientId client) const;
    /// The client forgets what it has heard.
    void forget_heard(ClientId client);
    /// The client closes the connection, and its id is not used again.
    void leave(ClientId id);

    // Faults.

    Result<fault::Control::FaultId, std::string> apply(const fault::Fault& fault);
    const fault::Control& faults() const;

    // To look at.

    const core::Roster& roster() const;
    const fault::LinkList& links() const;
    ServerState state(core::ServerIndex server) const;
    const core::Server& server(core::ServerIndex server) const;
    /// What is in flight, in words; empty: the servers are at rest. With `ignores_held`, what a stall or a
    /// paused server holds does not count.
    std::vector<std::string> in_flight(bool ignores_held) const;
    /// Counts over all servers since the beginning, restarts included.
    struct Totals {
        std::uint64_t commands = 0;
        std::uint64_t updates = 0;  // IAMATs that were news
        std::uint64_t flooded = 0;  // link messages that carried an update as it spread
        std::uint64_t resynced = 0;
        std::uint64_t delivered = 0;  // records that came from neighbours
        std::uint64_t overflows = 0;
        std::uint64_t announced = 0;   // records that neighbours were told of and not sent
        std::uint64_t grafts = 0;      // announced records that neighbours were asked for
        std::uint64_t prunes = 0;      // times that a neighbour was asked to send an origin's updates no more
        std::uint64_t link_bytes = 0;  // that left servers for neighbours
        std::uint64_t link_ups = 0;
        std::uint64_t starts = 0;  // of servers, the first ones not counted
    };
    Totals totals() const;
    trace::Trace trace() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace herd::sim
