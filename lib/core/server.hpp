#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "core/announcements.hpp"
#include "core/awaited_records.hpp"
#include "core/neighbour.hpp"
#include "core/outbox.hpp"
#include "core/query_table.hpp"
#include "core/session_table.hpp"
#include "core/store.hpp"
#include "core/tree.hpp"

namespace herd::core {

/// How updates spread.
enum class Propagation {
    flood,  // over every link
    tree,   // over a spanning tree for each origin; announced over the links beside it
};

/// What a server is made with, beside its name and neighbours.
struct ServerOptions {
    std::size_t max_line = 65536;                                             // bytes
    std::optional<nanoseconds> unterminated_after = std::chrono::seconds(1);  // nothing: never
    std::optional<nanoseconds> close_after;                                   // nothing: never
    nanoseconds places_timeout = std::chrono::seconds(5);
    std::string places_timeout_document;             // what a WHATSAT says if places do not answer in time
    std::size_t store_limit = std::size_t{1} << 30;  // bytes of records
    std::size_t neighbour_queue_limit = std::size_t{4} << 20;  // bytes waiting for one neighbour
    std::uint64_t lamport = 0;                                 // Lamport time that it goes on from
    std::shared_ptr<ClientTable> clients;  // what servers of one process share; null: the server has its own
    Propagation propagation = Propagation::flood;
    nanoseconds announce_after = std::chrono::milliseconds(50);  // how long announcements wait for others
    nanoseconds graft_after = std::chrono::milliseconds(150);    // how long an announced record has to come
};

/// How much a server has done.
struct Counters {
    std::uint64_t commands = 0;    // lines of clients, invalid ones too
    std::uint64_t invalid = 0;     // of these, the ones answered with `?`
    std::uint64_t updates = 0;     // IAMATs that were news
    std::uint64_t stale = 0;       // IAMATs older than what was there
    std::uint64_t duplicates = 0;  // IAMATs that were there already
    std::uint64_t whatsats = 0;    // questions of either kind that were answered
    std::uint64_t nearbys = 0;
    // Of the invalid lines, those that begin with the word of a command.
    std::uint64_t invalid_iamats = 0;
    std::uint64_t invalid_whatsats = 0;
    std::uint64_t invalid_nearbys = 0;
    std::uint64_t flooded = 0;    // link messages that carried an update as it spread
    std::uint64_t resynced = 0;   // link messages that carried a record in a resync
    std::uint64_t delivered = 0;  // records that came from neighbours
    std::uint64_t news = 0;       // of these, the ones that were kept
    std::uint64_t overflows = 0;  // queues dropped
    std::uint64_t announced = 0;  // records that neighbours were told of and not sent
    std::uint64_t grafts = 0;     // announced records that neighbours were asked for
    std::uint64_t prunes = 0;     // times that a neighbour was asked to send an origin's updates no more
};

/// How far the messages of a link have come, seen from one end.
struct LinkProgress {
    bool is_up = false;
    bool has_output = false;     // messages wait to be taken, announcements to be made, or a resync goes on
    std::uint64_t sent = 0;      // messages that were taken since the link came up
    std::uint64_t received = 0;  // messages that have come since then
};

/// One logical server of a herd: it cuts lines, answers commands, keeps records, and floods them. It owns no
/// socket, no clock, no thread and no randomness: bytes and the time go in, and the outbox says what is to be
/// done.
///
/// Whatever is said to the server, the outbox names the sessions and neighbours to be looked at; the caller
/// takes their output when it can write. What is not taken is bounded: a session that is full asks for no
/// more input, and a neighbour's queue that is full is dropped and made up for by a resync.
class Server {
public:
    /// `roster` and `observer` (which may be null) outlive the server.
    Server(const Roster& roster, ServerIndex self, const std::vector<ServerIndex>& neighbours,
           ServerOptions options, Observer* observer);

    SessionId open_session(Now now);
    void close_session(SessionId id);

    /// A client's bytes. Only for a session that wants input.
    void on_client_bytes(SessionId id, std::string_view bytes, Now now, Outbox& outbox);
    /// The next lines of a session that has more.
    void on_client_turn(SessionId id, Now now, Outbox& outbox);
    /// The client has ended its stream.
    void on_client_end(SessionId id, Now now, Outbox& outbox);
    /// All output that was taken has been written: it counts as sent, and makes room.
    void on_client_written(SessionId id, Now now, Outbox& outbox);
    /// What may be asked of a session now. Once it has been looked at, the outbox names it again whenever
    /// anything about it changes.
    Session::Status session_status(SessionId id);
    /// Swaps a session's output with `into`, which is empty.
    void take_output(SessionId id, std::string& into);

    /// The server has one more neighbour, whose number is the next one. It is never taken away again: a link
    /// that is removed stays down.
    NeighbourId add_neighbour();

    void on_neighbour_up(NeighbourId id, Outbox& outbox);
    void on_neighbour_bytes(NeighbourId id, std::string_view bytes, Now now, Outbox& outbox);
    void on_neighbour_down(NeighbourId id);
    /// Swaps a neighbour's queue with `into`, which is empty; a resync goes on. Nothing: nothing to write.
    void take_output(NeighbourId id, Now now, std::string& into);

    /// The answer to a query. `document` ends up in the WHATSAT's answer; one that comes too late is ignored.
    void on_places(QueryId id, std::string_view document, Now now, Outbox& outbox);

    void on_deadline(Now now, Outbox& outbox);
    /// When `on_deadline` wants to be called, at the latest.
    std::optional<SteadyTime> next_deadline() const;

    /// Ends every session as soon as the whole lines it has sent are answered.
    void on_shutdown(Now now, Outbox& outbox);

    const Store& store() const { return store_; }
    const Counters& counters() const { return counters_; }
    std::size_t session_count() const { return sessions_.size(); }
    bool is_up(NeighbourId id) const { return neighbours_[id].is_up(); }
    bool has_output(NeighbourId id) const { return neighbours_[id].has_output(); }
    LinkProgress link_progress(NeighbourId id) const;
    const LinkCounters& link_counters(NeighbourId id) const { return neighbours_[id].counters; }
    /// Bytes that wait in a neighbour's queue.
    std::size_t queued_bytes(NeighbourId id) const { return neighbours_[id].output().size(); }
    /// Records that neighbours announced, that have not come, and that nobody has been asked for yet.
    std::size_t awaited() const { return awaited_.size(); }

    /// The server's Lamport time: that of the last thing that happened at it.
    std::uint64_t lamport() const { return lamport_; }
    /// Something happened that only the shell knows of, e.g. a link came up; returns its Lamport time.
    std::uint64_t tick() { return ++lamport_; }

private:
    void pump(Session& session, Now now, Outbox& outbox);
    void prefetch_clients(std::string_view lines) const;
    void answer_line(Session& session, const LineBuffer::Line& line, Now now, Outbox& outbox);
    void answer(Session& session, const Iamat& iamat, std::string_view line, Now now, Outbox& outbox);
    void answer(Session& session, const Whatsat& whatsat, std::string_view line, Now now, Outbox& outbox);
    void answer(Session& session, const Nearby& nearby, std::string_view line, Now now, Outbox& outbox);
    std::optional<Record> begin_answer(Session& session, std::string_view client, std::string_view line,
                                       Now now);
    void write_at_line(const Record& record);
    void count_invalid(std::string_view line);
    void refuse(Session& session, std::string_view line, CommandFault fault, Now now);
    void observe_command(const Session& session, std::string_view line, Now now);
    void send_answer(Session& session, Now now);
    void complete(const QueryTable::Query& query, std::string_view document, Now now, Outbox& outbox);
    void list(Session& session, Outbox& outbox);
    void watch(Session& session, Now now);

    bool read_frames(NeighbourId id, Now now, Outbox& outbox);
    void on_frame(NeighbourId from, RecordFrame& frame, Now now, Outbox& outbox);
    void on_frame(NeighbourId from, const DigestFrame& frame, Now now, Outbox& outbox);
    void on_frame(NeighbourId from, const AnnouncementFrame& frame, Now now, Outbox& outbox);
    void on_frame(NeighbourId from, const PruneFrame& frame, Now now, Outbox& outbox);
    void on_frame(NeighbourId from, const GraftFrame& frame, Now now, Outbox& outbox);
    void flood(const Record& record, std::uint16_t hop, NeighbourId except, Now now, Outbox& outbox);
    bool send_frame(NeighbourId to, Now now, Outbox& outbox);
    void list(NeighbourId id, Outbox& outbox);

    bool has_trees() const { return options_.propagation == Propagation::tree; }
    void announce(const Record& record, NeighbourId except, Now now, Outbox& outbox);
    void send_announcements(NeighbourId to, Now now, Outbox& outbox);
    void send_all_announcements(SteadyTime since, Now now, Outbox& outbox);
    void await(NeighbourId from, const Announced& announced, Now now, Outbox& outbox);
    void graft(NeighbourId at, const Announced& announced, Now now, Outbox& outbox);
    void prune(NeighbourId to, ServerIndex origin, Now now, Outbox& outbox);
    void forget_trees(NeighbourId id);
    void on_tree_deadline(Now now, Outbox& outbox);

    WallTime stamp_receipt(Now now);

    const Roster& roster_;
    ServerIndex self_;
    ServerOptions options_;
    Observer* observer_;

    Store store_;
    SessionTable sessions_;
    QueryTable queries_;
    std::vector<Neighbour> neighbours_;
    SpanningTrees trees_;
    Announcements announcements_;
    AwaitedRecords awaited_;
    QuietList<SessionId> unterminated_;
    QuietList<SessionId> silent_;
    Counters counters_;
    WallTime last_receipt_{};
    std::uint64_t lamport_;
    std::string answer_;         // the answer that is being written
    std::string frame_;          // the frame that is being written
    std::vector<Frame> frames_;  // those that are being read
};

}  // namespace herd::core
