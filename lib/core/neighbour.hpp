#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/digest.hpp"
#include "core/frame.hpp"
#include "core/record.hpp"
#include "core/store.hpp"

namespace herd::core {

/// How many frames were queued for a neighbour since the server started, by what they carry; those count too
/// that were dropped before they were sent.
struct LinkCounters {
    std::uint64_t flooded = 0;   // updates as they spread
    std::uint64_t resynced = 0;  // records of a resync
    std::uint64_t digests = 0;
    std::uint64_t announcements = 0;
    std::uint64_t prunes = 0;
    std::uint64_t grafts = 0;
};

/// A server's side of a link: what waits to be sent, what has come, and what a resync still owes.
class Neighbour {
public:
    /// Units: `queue_limit` in bytes; past it the queue is dropped, and a resync makes up for it.
    Neighbour(const Roster& roster, std::size_t queue_limit)
        : reader(roster), roster_(roster), queue_limit_(queue_limit) {}

    bool is_up() const { return is_up_; }

    /// The link is there: tell the neighbour what the store has.
    void come_up(const Digest& digest);

    /// The link is gone, and what was in the queue with it: the next link begins with digests again.
    void go_down();

    enum class Sent {
        queued,
        dropped,     // the link is down, or a resync is owed anyway
        overflowed,  // there was no room: the queue has been dropped, and a resync is owed from now on
    };

    /// Puts a frame into the queue.
    Sent send(std::string_view frame);

    /// The records of these buckets are to be sent, all of them, as the queue has room.
    void owe(const Buckets& buckets);

    /// The neighbour is to be told what the store has. Like all digests after the first, this one is made as
    /// the queue moves: it takes no room in it, and there is never more than one.
    void owe_digest() { owes_digest_ = is_up_; }
    /// The same, and it is to tell what it has itself.
    void ask_digest() { asks_digest_ = is_up_; }

    /// Whether there is anything to take.
    bool has_output() const {
        return is_up_ && (!output_.empty() || lost_ || owes_digest_ || asks_digest_ || owed_.any());
    }

    /// The next record of those owed; nothing if there is none, or no room for more.
    std::optional<Record> next_owed(const Store& store);

    /// Puts the digest into the queue if one is due. Returns whether it makes up for frames that were
    /// dropped.
    bool append_due_digest(const Digest& digest);

    const std::string& output() const { return output_; }
    /// Swaps the queue with `into`, which is empty: it is for the shell to send.
    void take(std::string& into);
    /// Swaps it with an empty one that was written just now: its memory is in the cache still. Shape: the
    /// queue is empty.
    void give_back(std::string& written) { output_.swap(written); }
    /// A record that is owed, as a frame, joins the queue.
    void append_owed(const Record& record, std::uint64_t lamport);

    /// Whether a resync has records left to send.
    bool owes() const { return owed_.any(); }
    /// Frames that were taken, and that have come, since the link came up.
    std::uint64_t sent() const { return sent_; }
    std::uint64_t received() const { return received_; }
    void count_received() { ++received_; }

    FrameReader reader;
    LinkCounters counters;
    bool in_outbox = false;  // named in the outbox since its output was last taken
    bool is_faulty = false;  // sent what is no frame: nothing it sends counts any more

private:
    /// A resync keeps this much in the queue, so that updates that happen meanwhile find room.
    static constexpr std::size_t resync_chunk = 64 * 1024;

    const Roster& roster_;
    std::size_t queue_limit_;
    std::uint64_t queued_ = 0;  // frames in the queue
    std::uint64_t sent_ = 0;
    std::uint64_t received_ = 0;
    bool is_up_ = false;
    bool lost_ = false;
    bool owes_digest_ = false;
    bool asks_digest_ = false;
    std::size_t first_digest_ = 0;  // bytes of it in the queue, which take no room
    std::string output_;
    Buckets owed_;
    std::size_t bucket_ = 0;
    Store::Cursor cursor_;
};

}  // namespace herd::core
