#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "config/config.hpp"
#include "core/server.hpp"
#include "fault/control.hpp"
#include "places/pool.hpp"
#include "trace/event.hpp"

namespace herd::net {

/// Why a server cannot listen.
struct ListenFault {
    std::string server;
    std::string host;
    std::uint16_t port = 0;
    std::string why;
};

/// `Ball cannot listen on 127.0.0.1:8102: Address already in use`
std::string format_fault(const ListenFault& fault);

/// Where a server listens.
struct Address {
    std::string server;
    std::string host;
    std::uint16_t port = 0;
};

/// What a server does.
enum class ServerState {
    stopped,
    running,
    paused,    // runs, but does nothing
    stopping,  // takes no more clients, and finishes what it owes
};

/// A link, as its ends in this process see it.
/// Shape: by end, the one with the lesser index first; of what leaves that end.
struct LinkFacts {
    core::ServerIndex ends[2]{};
    bool is_up = false;             // all its ends in this process are connected
    std::uint64_t connections = 0;  // how often it has come up
    struct Direction {
        core::LinkCounters counters;
        std::size_t queued = 0;  // bytes that wait
        std::size_t held = 0;    // bytes that a fault holds back
    };
    Direction directions[2];
};

/// A stretch of the trace.
struct EventRange {
    std::vector<trace::Event> events;
    std::uint64_t dropped = 0;  // events before the first one that are lost
};

/// The servers of a herd that run in this process, all on one event loop.
class Herd {
public:
    /// Shape:  `hosted` are the servers to run, as indexes into `config.servers`; the others are taken to run
    /// elsewhere.
    ///         `complain` hears of what cannot be logged or done, on any thread.
    ///         `seed` is what delays and presets of faults are drawn from.
    /// Errors: throws std::runtime_error if the system has no randomness for keys.
    Herd(config::Config config, const std::vector<core::ServerIndex>& hosted, places::Source source,
         std::function<void(const std::string&)> complain, std::uint64_t seed);
    ~Herd();

    Herd(const Herd&) = delete;
    Herd& operator=(const Herd&) = delete;

    /// All servers listen afterwards, or none.
    Result<void, ListenFault> listen();

    /// Where the servers listen, in the order of the configuration.
    std::vector<Address> addresses() const;

    /// What people should know before they rely on this herd, e.g. links that prove nothing.
    std::vector<std::string> warnings() const;

    /// SIGINT, SIGTERM and SIGHUP stop the herd; a second one ends `run` at once.
    void stop_on_signals();

    /// Does something on the loop when the herd begins to stop. Shape: once.
    void on_stopping(std::function<void()> call);

    /// Does something on the loop whenever a signal comes that does not stop the herd, e.g. SIGUSR1. Shape:
    /// once.
    void on_signal(int number, std::function<void()> call);

    enum class Ended { in_order, at_once };

    /// Runs the herd on this thread until it is stopped. `ready` is called on the loop when the servers take
    /// clients and the links between them are up (or have had their time).
    Ended run(std::function<void()> ready);

    // From any thread:

    /// Stops taking connections, answers what is owed, and lets `run` return.
    void stop();
    /// Does something on the loop.
    void post(std::function<void()> work);

    // On the loop:

    /// Sets or lifts faults: the one place where things are broken and healed. Errors: in words, as
    /// `fault::Control::apply`; or that a server runs elsewhere, or cannot listen. A server that is told to
    /// start while it is stopping starts when it has stopped.
    Result<fault::Control::FaultId, std::string> apply(const fault::Fault& fault);
    /// Lifts one fault; false if it is not in force any more.
    bool lift(fault::Control::FaultId id);
    const fault::Control& faults() const;

    ServerState state(core::ServerIndex server) const;
    bool is_running(core::ServerIndex server) const { return state(server) == ServerState::running; }
    /// Whether it has links to all its neighbours in this process.
    bool is_linked(core::ServerIndex server) const;
    /// What is in flight between the servers of this process, in words; empty: the servers are at rest. With
    /// `ignores_held`, what a stall or a paused server holds does not count.
    std::vector<std::string> in_flight(bool ignores_held) const;

    /// Calls `met` once, on the loop, as soon as `condition` about these servers holds. It is looked at
    /// whenever something has happened, so nobody polls.
    using WaitId = std::uint64_t;
    WaitId when(std::function<bool()> condition, std::function<void()> met);
    void cancel(WaitId id);

    /// Adds a server, linked with some of those that are there; it listens, and runs, when this returns. One
    /// that was removed comes back with its index.
    /// Errors: in words: a name or a neighbour that cannot be, an address that cannot be had, a herd that is
    /// spread over several processes.
    Result<Address, std::string> add_server(const config::Server& server,
                                            const std::vector<core::ServerIndex>& neighbours);
    /// Removes a server: it stops in order, and its links go when it has. Errors: in words.
    Result<void, std::string> remove_server(core::ServerIndex server);
    /// Errors: in words: there is one, or its ends cannot be linked.
    Result<fault::LinkIndex, std::string> add_link(core::ServerIndex a, core::ServerIndex b);
    /// Removes a link; what was on its way over it is lost, as with a cut. Errors: in words.
    Result<void, std::string> remove_link(fault::LinkIndex link);

    /// Calls `work` on the loop, again and again, until it is cancelled. Shape: turns that come too late are
    /// left out.
    using TimerId = std::uint64_t;
    TimerId every(nanoseconds period, std::function<void()> work);
    void cancel_timer(TimerId id);

    /// The herd as it is now. Servers and links that were removed keep their indexes.
    const config::Config& config() const;
    /// The same without those that were removed.
    config::Config current_config() const;
    bool has_server(core::ServerIndex server) const;
    bool has_link(fault::LinkIndex link) const;
    LinkFacts link(fault::LinkIndex link) const;
    fault::ClockError clock_error(core::ServerIndex server) const;

    const places::Meter& places_meter() const;
    places::PoolLoad places_load() const;

    /// How many events there have been, so the `seq` of the latest; and how many of them are lost.
    std::uint64_t event_count() const;
    std::uint64_t events_dropped() const;
    std::size_t trace_bytes() const;
    /// The events after `since`, the oldest first, at most `limit`.
    EventRange events(std::uint64_t since, std::size_t limit) const;

    /// What has happened since an event, as far as the trace reaches back.
    trace::Trace trace(std::uint64_t since = 0) const;
    /// What the times of events count from.
    SteadyTime trace_epoch() const;

    /// The server's memory, to look at while it runs or after it was stopped.
    const core::Server& server(core::ServerIndex server) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace herd::net
