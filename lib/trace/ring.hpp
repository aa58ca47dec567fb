#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

#include "trace/event.hpp"

namespace herd::trace {

/// The latest events of a herd, in bounded memory. When it is full the oldest are dropped, and counted.
///
/// Events are packed one behind the other into blocks, and a block is dropped as a whole: adding an event
/// costs a copy of its texts and some forty bytes.
class Ring {
public:
    /// Units: `limit` in bytes; there is always room for the latest event.
    explicit Ring(std::size_t limit) : limit_(limit) {}

    /// Adds an event; its `seq` is given here. With `became`, one more event follows that differs by its
    /// kind, and by a Lamport time that is one greater: what became of an update that has come.
    void add(const EventView& event, std::optional<Kind> became = std::nullopt);

    /// How many events were dropped.
    std::uint64_t dropped() const { return dropped_; }
    /// How many events there have been, so the `seq` of the latest.
    std::uint64_t count() const { return count_; }
    /// Bytes in use.
    std::size_t bytes() const { return bytes_; }

    /// Visits the events whose `seq` is greater than `since`, in order. Views last for the visit.
    void for_each_since(std::uint64_t since, const std::function<void(const EventView&)>& visit) const;

private:
    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t capacity = 0;
        std::size_t used = 0;
        std::uint64_t first = 0;  // the `seq` of its first event
    };

    char* make_room(std::size_t size);

    std::size_t limit_;
    std::size_t bytes_ = 0;
    std::uint64_t count_ = 0;
    std::uint64_t dropped_ = 0;
    std::deque<Block> blocks_;
};

}  // namespace herd::trace
