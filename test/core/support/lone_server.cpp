#include "core/support/lone_server.hpp"

#include <algorithm>
#include <utility>

namespace herd::test {
namespace {

/// What one read of a socket brings at most.
constexpr std::size_t read_size = 64 * 1024;

}  // namespace

LoneServer::LoneServer(core::ServerOptions options, core::Observer* observer)
    : roster_({"Alford", "Ball", "Hamilton"}),
      server_(roster_, 0, {1, 2}, std::move(options), observer),
      now_{SteadyTime(std::chrono::hours(1)), WallTime(std::chrono::seconds(1'000'000))} {}

LoneServer::Client LoneServer::connect() {
    connections_.emplace_back();
    connections_.back().id = server_.open_session(now_);
    return connections_.size() - 1;
}

void LoneServer::send(Client client, std::string_view bytes) {
    connections_[client].unread.append(bytes);
    run();
}

void LoneServer::end(Client client) {
    connections_[client].ended = true;
    run();
}

void LoneServer::drop(Client client) {
    server_.close_session(connections_[client].id);
    connections_[client].closed = true;
}

std::vector<std::string> LoneServer::read_writes(Client client) {
    return std::exchange(connections_[client].writes, {});
}

std::string LoneServer::read(Client client) {
    std::string all;
    for (const std::string& write : read_writes(client)) all += write;
    return all;
}

std::string LoneServer::ask(std::string_view bytes) {
    const Client client = connect();
    send(client, bytes);
    end(client);
    return read(client);
}

void LoneServer::stop_reading(Client client) {
    connections_[client].reads = false;
}

void LoneServer::resume_reading(Client client) {
    connections_[client].reads = true;
    run();
}

void LoneServer::pass(nanoseconds duration) {
    const SteadyTime until = now_.steady + duration;
    const auto set_time = [this](SteadyTime steady) {
        now_.wall += steady - now_.steady;
        now_.steady = steady;
    };
    while (const auto deadline = server_.next_deadline()) {
        if (*deadline > until) break;
        set_time(std::max(*deadline, now_.steady));
        server_.on_deadline(now_, outbox);
        run();
    }
    set_time(until);
}

void LoneServer::answer_places(core::QueryId id, std::string_view document) {
    server_.on_places(id, document, now_, outbox);
    run();
}

void LoneServer::shut_down() {
    server_.on_shutdown(now_, outbox);
    run();
}

void LoneServer::run() {
    queries.insert(queries.end(), outbox.queries.begin(), outbox.queries.end());
    outbox.queries.clear();
    for (Connection& connection : connections_) {
        // Only what the outbox names or the client has just done may move.
        const bool named =
            std::find(outbox.sessions.begin(), outbox.sessions.end(), connection.id) != outbox.sessions.end();
        const bool acted = !connection.unread.empty() || (connection.ended && !connection.end_told) ||
                           (connection.reads && !connection.in_flight.empty());
        if (!named && !acted) continue;
        while (!connection.closed && advance(connection)) {
            queries.insert(queries.end(), outbox.queries.begin(), outbox.queries.end());
            outbox.queries.clear();
        }
    }
    outbox.clear();
}

/// Does the next thing for a connection; returns whether there was any.
bool LoneServer::advance(Connection& connection) {
    if (connection.in_flight.empty()) server_.take_output(connection.id, connection.in_flight);
    if (!connection.in_flight.empty() && connection.reads) {
        connection.writes.push_back(std::exchange(connection.in_flight, {}));
        server_.on_client_written(connection.id, now_, outbox);
        return true;
    }
    const auto status = server_.session_status(connection.id);
    if (status.is_finished) {
        if (connection.in_flight.empty()) {
            server_.close_session(connection.id);
            connection.closed = true;
        }
        return false;
    }
    if (status.has_more) {
        ++connection.turns;
        server_.on_client_turn(connection.id, now_, outbox);
        return true;
    }
    if (!status.wants_input) return false;
    if (!connection.unread.empty()) {
        const std::string bytes = connection.unread.substr(0, read_size);
        connection.unread.erase(0, bytes.size());
        server_.on_client_bytes(connection.id, bytes, now_, outbox);
        return true;
    }
    if (!connection.ended || connection.end_told) return false;
    connection.end_told = true;
    server_.on_client_end(connection.id, now_, outbox);
    return true;
}

}  // namespace herd::test
