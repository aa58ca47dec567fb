#pragma once

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "core/observer_list.hpp"
#include "core/outbox.hpp"
#include "core/server.hpp"
#include "fault/control.hpp"
#include "net/asio.hpp"
#include "net/client_connection.hpp"
#include "net/gate.hpp"
#include "net/link.hpp"
#include "net/server_journal.hpp"
#include "net/site.hpp"
#include "trace/recorder.hpp"

namespace herd::net {

/// Runs one server on the loop: its acceptor, its clients' connections and its links. What the sockets bring
/// goes into the core; what the core's outbox says is done here.
class ServerHost {
public:
    /// Shape: `site` outlives it.
    ServerHost(Site& site, core::ServerIndex self);
    ~ServerHost();

    ServerHost(const ServerHost&) = delete;
    ServerHost& operator=(const ServerHost&) = delete;

    /// Takes the address, without letting anyone in. `endpoint` is where it is afterwards: port 0 has become
    /// one.
    std::error_code bind(Endpoint& endpoint);
    /// Lets connections in. They wait until the server is started.
    std::error_code listen();
    /// Gives the address up again.
    void unbind();

    /// Starts with empty memory. After `bind` and `listen`.
    void start();
    /// Stops in order: takes no more connections, answers what has come, sends what the links are owed.
    /// `stopped` is called when all is done, or when `limit` has passed and the rest is cut off.
    void stop(nanoseconds limit, std::function<void()> stopped);
    /// Stops at once.
    void close();
    /// Stops at once, as a process that is killed: its connections are reset.
    void crash();
    /// Does nothing from now on, though its connections stay open. Nothing happens if it is paused already.
    void pause();
    /// Goes on, with what has come meanwhile.
    void resume();
    bool is_paused() const { return !gate_.is_open(); }

    /// The server is linked with one more, or again. Shape: `link` is the link's index in the configuration.
    void add_link(core::ServerIndex peer, std::size_t link);
    /// The server is not linked with that one any more.
    void remove_link(core::ServerIndex peer);

    void set_clock(fault::ClockError error);
    fault::ClockError clock_error() const { return clock_error_; }

    enum class State { stopped, running, stopping };
    State state() const { return state_; }
    /// Whether all links to servers of this process are up.
    bool is_linked() const;
    const core::Server& server() const { return *server_; }
    /// Whether it was ever started, so that there is a memory to look at.
    bool has_server() const { return server_.has_value(); }

    // For the connections and links.
    core::Server& server() { return *server_; }
    core::Outbox& outbox() { return outbox_; }
    ServerJournal& journal() { return journal_; }
    trace::ServerRecorder& recorder() { return recorder_; }
    Gate& gate() { return gate_; }
    /// The time, by this server's clocks.
    Now now() const;
    /// Something happens at this server now.
    core::Stamp stamp() { return {now(), server_->tick()}; }
    /// The server's end of its link with a neighbour; null if they are none.
    Link* find_link(core::ServerIndex peer);
    const Link* find_link(core::ServerIndex peer) const;
    /// Does what the outbox says.
    void dispatch();
    /// Has the session's next lines answered once others have had their turn.
    void give_turn(core::SessionId id);
    /// The session's turn has come. Shape: `start` is how often the server had been started when it was
    /// given.
    void take_turn(core::SessionId id, std::uint64_t start);
    /// Whether the hello is a neighbour's. Its connection then is a link, and its session is over.
    bool accept_link(ClientConnection& connection, const Hello& hello, std::string_view rest);
    /// The session is over and all is written.
    void finish(ClientConnection& connection, bool is_ended);
    /// The connection is lost.
    void lose(ClientConnection& connection, const std::string& why);
    /// A connection that lingered is over.
    void bury(ClientConnection& connection);
    /// Ends a server that stops and has nothing left to do.
    void check_stopped();

private:
    struct Lingering {
        std::unique_ptr<ClientConnection> connection;
        SteadyTime until;
    };

    void accept();
    void accept_later();
    void on_accept(const std::error_code& error, Socket socket);
    void on_accepted(Socket socket);
    void ask_places(const core::PlacesQuery& query);
    void arm_deadline();
    void on_deadline();
    ClientConnection* find(core::SessionId id);
    std::unique_ptr<ClientConnection> take(core::SessionId id);
    void discard(std::unique_ptr<ClientConnection> connection);
    void sweep_lingering();
    void end_sessions();
    void end(trace::Kind how);
    void close_after(nanoseconds limit);
    bool has_unwritten_links() const;

    Site& site_;
    core::ServerIndex self_;
    std::vector<core::ServerIndex> neighbours_;
    Gate gate_;
    ServerJournal journal_;
    trace::ServerRecorder recorder_;
    core::ObserverList observers_;
    fault::ClockError clock_error_;
    SteadyTime clock_set_{};  // when its error began to grow
    Acceptor acceptor_;
    Timer accept_timer_;
    std::error_code accept_error_;  // of the last try, which is told once
    Timer deadline_timer_;
    Timer linger_timer_;
    Timer stop_timer_;

    State state_ = State::stopped;
    std::uint64_t start_ = 0;  // how often it was started: what a former run asked for comes too late
    std::optional<core::Server> server_;
    core::Outbox outbox_;
    bool is_dispatching_ = false;
    std::vector<std::unique_ptr<ClientConnection>> connections_;  // by the index of their session
    std::size_t connection_count_ = 0;
    std::list<Lingering> lingering_;
    std::vector<std::unique_ptr<ClientConnection>> discarded_;
    std::vector<std::unique_ptr<Link>> links_;  // by NeighbourId
    std::optional<SteadyTime> armed_;
    bool waits_for_links_ = false;  // while it stops: its clients are served
    std::function<void()> stopped_;
};

}  // namespace herd::net
