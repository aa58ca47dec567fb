#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/digest.hpp"
#include "core/frame.hpp"
#include "core/record.hpp"
#include "core/store.hpp"

namespace herd::core {

/// A server's side of a link: what waits to be sent, what has come, and what a resync still owes.
class Neighbour {
public:
    /// Units: `queue_limit` in bytes; past it the queue is dropped, and a resync makes up for it.
    Neighbour(const Roster& roster, std::size_t queue_limit) : reader(roster), queue_limit_(queue_limit) {}

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

    /// Whether there is anything to take.
    bool has_output() const { return is_up_ && (!output_.empty() || lost_ || owed_.any()); }

    /// The next record of those owed; nothing if there is none, or no room for more.
    std::optional<Record> next_owed(const Store& store);

    /// If frames were dropped: the digest that makes up for them, now that the queue moves again.
    void recover(const Digest& digest);

    std::string& output() { return output_; }

    FrameReader reader;
    bool in_outbox = false;  // named in the outbox since its output was last taken
    bool is_faulty = false;  // sent what is no frame: nothing it sends counts any more

private:
    /// A resync keeps this much in the queue, so that updates that happen meanwhile find room.
    static constexpr std::size_t resync_chunk = 64 * 1024;

    std::size_t queue_limit_;
    bool is_up_ = false;
    bool lost_ = false;
    std::string output_;
    Buckets owed_;
    std::size_t bucket_ = 0;
    Store::Cursor cursor_;
};

}  // namespace herd::core
