#include "core/server.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/assert.hpp"
#include "core/fields.hpp"
#include "core/hash.hpp"

namespace herd::core {
namespace {

/// How many lines of one client are answered before others have their turn.
constexpr std::size_t lines_in_turn = 32;

/// How many frames of a neighbour are read before they are done.
constexpr std::size_t frames_at_once = 32;

}  // namespace

Server::Server(const Roster& roster, ServerIndex self, const std::vector<ServerIndex>& neighbours,
               ServerOptions options, Observer* observer)
    : roster_(roster),
      self_(self),
      options_(std::move(options)),
      observer_(observer),
      store_(roster, options_.store_limit, options_.clients),
      trees_(self, neighbours.size()),
      announcements_(has_trees() ? neighbours.size() : 0),
      lamport_(options_.lamport),
      frames_(frames_at_once) {
    for (std::size_t i = 0; i < neighbours.size(); ++i) {
        HERD_ASSERT(neighbours[i] != self);
        neighbours_.emplace_back(roster, options_.neighbour_queue_limit);
    }
}

SessionId Server::open_session(Now now) {
    Session& session = sessions_.open(options_.max_line);
    session.unterminated = unterminated_.add(session.id);
    session.silent = silent_.add(session.id);
    watch(session, now);
    return session.id;
}

void Server::close_session(SessionId id) {
    if (const Session* session = sessions_.find(id)) {
        unterminated_.remove(session->unterminated);
        silent_.remove(session->silent);
        sessions_.close(id);
    }
}

void Server::on_client_bytes(SessionId id, std::string_view bytes, Now now, Outbox& outbox) {
    Session* session = sessions_.find(id);
    if (!session || session->closing) return;
    session->lines.append(bytes);
    pump(*session, now, outbox);
    watch(*session, now);
}

void Server::on_client_turn(SessionId id, Now now, Outbox& outbox) {
    if (Session* session = sessions_.find(id)) pump(*session, now, outbox);
}

void Server::on_client_end(SessionId id, Now now, Outbox& outbox) {
    Session* session = sessions_.find(id);
    if (!session || session->ended) return;
    session->ended = true;
    pump(*session, now, outbox);
}

void Server::on_client_written(SessionId id, Now now, Outbox& outbox) {
    Session* session = sessions_.find(id);
    if (!session) return;
    session->is_unsent = false;
    watch(*session, now);
    // Lines that waited for room have their turn later, so that one client cannot keep the loop to itself.
    list(*session, outbox);
}

Session::Status Server::session_status(SessionId id) {
    Session* session = sessions_.find(id);
    if (!session) return {};
    session->in_outbox = false;
    return session->status();
}

void Server::take_output(SessionId id, std::string& into) {
    HERD_ASSERT(into.empty());
    Session* session = sessions_.find(id);
    if (!session) return;
    session->in_outbox = false;
    // If there is nothing, what comes next is written where the cache has what was written just now.
    session->answers.output().swap(into);
    session->is_unsent |= !into.empty();
}

/// Answers the lines of a session as far as its turn and its limits go.
void Server::pump(Session& session, Now now, Outbox& outbox) {
    // What is no line yet is looked at only once.
    if (session.lines.has_line()) prefetch_clients(session.lines.rest());
    for (std::size_t turn = 0; turn < lines_in_turn && !session.closing && !session.is_full(); ++turn) {
        if (const auto line = session.lines.next()) {
            answer_line(session, *line, now, outbox);
            continue;
        }
        if (session.ended) {
            if (session.keeps_rest) {
                if (const auto rest = session.lines.take_rest()) answer_line(session, *rest, now, outbox);
            }
            session.closing = true;
        }
        break;
    }
    list(session, outbox);
}

/// Has the memory fetched that the next lines will look at: while the first is answered, the others' comes.
void Server::prefetch_clients(std::string_view lines) const {
    std::array<std::uint64_t, lines_in_turn> clients;
    std::size_t count = 0;
    while (count < clients.size()) {
        const auto end = lines.find('\n');
        if (end == std::string_view::npos) break;
        const std::string_view line = lines.substr(0, end);
        const std::string_view verb = first_field(line);
        const auto rest = static_cast<std::size_t>(verb.data() - line.data()) + verb.size();
        clients[count] = hash_bytes(first_field(line.substr(rest)));
        store_.prefetch_index(clients[count++]);
        lines.remove_prefix(end + 1);
    }
    // One alone is looked at as soon as it would be fetched.
    if (count < 2) return;
    std::array<ClientId, lines_in_turn> ids;
    for (std::size_t i = 0; i < count; ++i) ids[i] = store_.prefetch_row(clients[i]);
    for (std::size_t i = 0; i < count; ++i) store_.prefetch_record(ids[i]);
}

void Server::list(Session& session, Outbox& outbox) {
    if (std::exchange(session.in_outbox, true)) return;
    outbox.sessions.push_back(session.id);
}

/// Watches a session for the deadlines that it may miss, from now on.
void Server::watch(Session& session, Now now) {
    if (options_.close_after) silent_.watch(session.silent, now.steady);
    if (!options_.unterminated_after) return;
    if (session.lines.empty() || session.ended || session.closing) {
        unterminated_.rest(session.unterminated);
    } else {
        unterminated_.watch(session.unterminated, now.steady);
    }
}

void Server::on_places(QueryId id, std::string_view document, Now now, Outbox& outbox) {
    if (const auto query = queries_.close(id)) complete(*query, document, now, outbox);
}

void Server::on_deadline(Now now, Outbox& outbox) {
    on_tree_deadline(now, outbox);
    while (const auto query = queries_.first()) {
        if (query->deadline > now.steady) break;
        queries_.close(query->id);
        complete(*query, options_.places_timeout_document, now, outbox);
    }
    if (options_.unterminated_after) {
        while (const auto id = unterminated_.quiet(now.steady - *options_.unterminated_after)) {
            Session& session = *sessions_.find(*id);
            if (session.is_full() || session.lines.has_line()) {
                // Its turn has not come yet, so what is at the end of its lines is not what is waited for.
                unterminated_.watch(session.unterminated, now.steady);
                continue;
            }
            unterminated_.rest(session.unterminated);
            if (const auto rest = session.lines.take_rest()) answer_line(session, *rest, now, outbox);
            list(session, outbox);
        }
    }
    if (options_.close_after) {
        while (const auto id = silent_.quiet(now.steady - *options_.close_after)) {
            Session& session = *sessions_.find(*id);
            const bool waits_for_line = !session.lines.empty() && options_.unterminated_after;
            if (session.answers.bytes() > 0 || session.answers.waiting() > 0 || session.is_unsent ||
                session.lines.has_line() || waits_for_line) {
                silent_.watch(session.silent, now.steady);
                continue;
            }
            silent_.rest(session.silent);
            session.closing = true;
            list(session, outbox);
        }
    }
}

std::optional<SteadyTime> Server::next_deadline() const {
    std::optional<SteadyTime> next;
    const auto consider = [&next](std::optional<SteadyTime> time, nanoseconds after) {
        if (time && (!next || *time + after < *next)) next = *time + after;
    };
    if (const auto query = queries_.first()) consider(query->deadline, nanoseconds(0));
    if (options_.unterminated_after) consider(unterminated_.quiet_since(), *options_.unterminated_after);
    if (options_.close_after) consider(silent_.quiet_since(), *options_.close_after);
    consider(announcements_.since(), options_.announce_after);
    consider(awaited_.next_due(), nanoseconds(0));
    return next;
}

void Server::on_shutdown(Now now, Outbox& outbox) {
    sessions_.for_each([&](Session& session) {
        // Half a line may yet become another one: it is not owed anything.
        session.keeps_rest = session.ended;
        session.ended = true;
        pump(session, now, outbox);
        watch(session, now);
    });
    // Who announces later may be gone by then.
    send_all_announcements(now.steady, now, outbox);
}

}  // namespace herd::core
