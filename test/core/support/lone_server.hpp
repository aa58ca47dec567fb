#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/server.hpp"

namespace herd::test {

/// A server with two neighbours that never come up unless told to, driven as the shell drives it: it reads
/// while a session wants input, has one write on its way a client, and closes what is finished. Time stands
/// still but for `pass`.
class LoneServer {
public:
    explicit LoneServer(core::ServerOptions options = {}, core::Observer* observer = nullptr);

    /// A client's connection.
    using Client = std::size_t;
    Client connect();

    /// The client writes; the server reads as far as it wants to.
    void send(Client client, std::string_view bytes);
    /// The client ends its stream, and reads on.
    void end(Client client);
    /// The connection breaks.
    void drop(Client client);

    /// What the client has read since it was last asked, each write of the server for itself.
    std::vector<std::string> read_writes(Client client);
    std::string read(Client client);
    /// Sends bytes on a connection of its own, ends it, and reads to the end.
    std::string ask(std::string_view bytes);

    /// A client that stops reading has one write on its way that does not end.
    void stop_reading(Client client);
    void resume_reading(Client client);

    bool is_closed(Client client) const { return connections_[client].closed; }
    core::SessionId id(Client client) const { return connections_[client].id; }
    core::Session::Status status(Client client) { return server_.session_status(connections_[client].id); }
    /// Bytes that the client has sent and the server has not read.
    std::size_t unread(Client client) const { return connections_[client].unread.size(); }
    /// Bytes on their way to a client that does not read.
    std::size_t unwritten(Client client) const { return connections_[client].in_flight.size(); }
    /// How often the server was given a further turn for a client's lines.
    int turns(Client client) const { return connections_[client].turns; }

    /// Lets time pass, with every deadline kept to the nanosecond.
    void pass(nanoseconds duration);
    Now now() const { return now_; }
    void set_wall(nanoseconds since_epoch) { now_.wall = WallTime(since_epoch); }

    /// Questions put to places so far, oldest first; the test takes what it answers.
    std::deque<core::PlacesQuery> queries;
    void answer_places(core::QueryId id, std::string_view document);

    void shut_down();

    core::Server& server() { return server_; }
    const core::Roster& roster() const { return roster_; }
    /// What the last call of `server()` by a test left to be done; `run` does it.
    core::Outbox outbox;
    void run();

private:
    struct Connection {
        core::SessionId id;
        std::string unread;
        std::string in_flight;
        std::vector<std::string> writes;
        bool ended = false;
        bool end_told = false;
        bool reads = true;
        bool closed = false;
        int turns = 0;
    };
    bool advance(Connection& connection);

    core::Roster roster_;
    core::Server server_;
    Now now_;
    std::vector<Connection> connections_;
};

}  // namespace herd::test
