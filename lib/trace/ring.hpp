#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <list>
#include <memory>
#include <optional>
#include <string_view>

#include "core/record.hpp"
#include "trace/event.hpp"

namespace herd::trace {

/// The latest events of a herd, in bounded memory. When it is full the oldest are dropped, and counted.
///
/// What costs time is memory that is written and soon falls out of the caches, so an event takes as little of
/// it as it can: events are packed one behind the other into blocks, an update is there once a block, what
/// became of an update that has come is a part of the same entry, and so is to whom it was sent on. A block
/// can be read by itself, and is dropped as a whole.
class Ring {
public:
    /// Units: `limit` in bytes; there is always room for the latest event.
    explicit Ring(std::size_t limit);

    /// Adds an event; its `seq` is given here.
    void add(const EventView& event);

    /// What is to be told of an update's event beside the update itself and the time.
    struct Step {
        Kind kind;
        core::ServerIndex server;
        std::optional<core::ServerIndex> peer;
        std::uint16_t hop = 0;
        bool is_resync = false;
        std::optional<Kind> became;
    };
    /// The same for an update, without an event to be filled in first: that takes as long as to add it. With
    /// `became`, one more event follows that differs by its kind, and by a Lamport time that is one greater:
    /// what became of an update that has come.
    void add(const Step& step, const core::Record& record, std::uint64_t lamport, nanoseconds t);

    /// Adds that a server has forwarded an update, if its coming there was the latest event and it has not
    /// happened since: then all is known but to whom. Returns whether that was so; if not, nothing was added.
    bool add_forward(core::ServerIndex server, core::ServerIndex peer, const core::Record& record,
                     std::uint16_t hop, std::uint64_t lamport, nanoseconds t) {
        if (!last_.count || last_.lamport + 1 != lamport || last_.server != server || last_.hop != hop ||
            last_.receipt != record.receipt || last_.origin != record.origin || last_.t != t ||
            last_.room == 0) {
            return false;
        }
        join_last(peer);
        return true;
    }

    /// How many events were dropped.
    std::uint64_t dropped() const { return dropped_; }
    /// How many events there have been, so the `seq` of the latest.
    std::uint64_t count() const { return count_; }
    /// Bytes in use.
    std::size_t bytes() const { return bytes_; }

    using Visit = std::function<void(const EventView&)>;
    /// Visits the events whose `seq` is greater than `since`, in order, at most `limit` of them. Views last
    /// for the visit.
    void for_each_since(std::uint64_t since, const Visit& visit,
                        std::uint64_t limit = std::numeric_limits<std::uint64_t>::max()) const;

private:
    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t capacity = 0;
        std::size_t used = 0;      // of the last one `at_` tells instead
        std::uint64_t first = 0;   // the `seq` of its first event
        std::uint32_t number = 0;  // from 1
    };

    /// Where an update is that was met of late.
    struct Known {
        std::uint32_t block = 0;  // its number; 0: none
        std::uint32_t offset = 0;
    };

    /// Several times as many updates as are under way in a busy herd.
    static constexpr std::size_t known_count = 16384;

    /// The latest entry, if forwards may join it: what they have to be like.
    struct Joinable {
        char* count = nullptr;  // where the number of its forwards is; null: none may join
        std::size_t room = 0;   // for so many more
        std::uint64_t lamport = 0;
        core::ServerIndex server = 0;
        core::ServerIndex origin = 0;
        WallTime receipt{};
        nanoseconds t{};
        std::uint16_t hop = 0;
    };

    void join_last(core::ServerIndex peer);
    bool has_room(std::size_t size) const { return static_cast<std::size_t>(end_ - at_) >= size; }
    void begin_block(std::size_t size);
    bool is_known(const Known& known, const core::Record& record) const;
    std::uint32_t put_update(const core::Record& record);
    std::uint32_t write_update(const core::Record& record);
    std::uint32_t write_texts(const core::Record& record, std::string_view detail);
    void put_time(nanoseconds t);
    void begin_entry(std::size_t text_bytes, nanoseconds t);
    char* put_entry(const Step& step, std::uint32_t update, std::uint64_t lamport, nanoseconds t);
    static bool read(const Block& block, std::size_t used, std::uint64_t since, std::uint64_t& limit,
                     const Visit& visit);

    std::size_t limit_;
    std::size_t block_bytes_;
    std::size_t bytes_ = 0;
    std::uint64_t count_ = 0;
    std::uint64_t dropped_ = 0;
    std::uint32_t block_count_ = 0;
    std::list<Block> blocks_;

    // Of the last block.
    char* begin_ = nullptr;
    char* at_ = nullptr;  // where the next entry goes
    char* end_ = nullptr;
    std::uint32_t number_ = 0;
    std::int64_t base_ = 0;  // the time that entries count from
    Joinable last_;
    std::array<Known, known_count> known_;
};

}  // namespace herd::trace
