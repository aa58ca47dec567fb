#include "trace/ring.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace herd::trace {
namespace {

constexpr std::size_t block_bytes = 65536;
constexpr std::uint32_t nobody = UINT32_MAX;
constexpr std::uint8_t single = UINT8_MAX;

/// An event in a block; behind it come its texts: client, time, detail.
struct Packed {
    std::uint64_t seq;
    std::int64_t t;
    std::uint64_t lamport;
    std::int64_t receipt;
    core::ServerIndex server;
    core::ServerIndex peer;    // or nobody
    core::ServerIndex origin;  // or nobody
    std::uint32_t client_size;
    std::uint32_t time_size;
    std::uint32_t detail_size;
    std::uint16_t hop;
    Kind kind;
    std::uint8_t became;  // a kind, or `single`
    bool is_resync;

    std::size_t text_size() const { return std::size_t{client_size} + time_size + detail_size; }
};

constexpr std::size_t align(std::size_t size) {
    return (size + alignof(Packed) - 1) / alignof(Packed) * alignof(Packed);
}

Packed pack(const EventView& event, std::optional<Kind> became, std::uint64_t seq) {
    return {seq,
            event.t.count(),
            event.lamport,
            event.receipt.time_since_epoch().count(),
            event.server,
            event.peer.value_or(nobody),
            event.origin.value_or(nobody),
            static_cast<std::uint32_t>(event.client.size()),
            static_cast<std::uint32_t>(event.time.size()),
            static_cast<std::uint32_t>(event.detail.size()),
            event.hop,
            event.kind,
            became ? static_cast<std::uint8_t>(*became) : single,
            event.is_resync};
}

EventView unpack(const Packed& packed, const char* text) {
    EventView event;
    event.seq = packed.seq;
    event.t = nanoseconds(packed.t);
    event.lamport = packed.lamport;
    event.kind = packed.kind;
    event.server = packed.server;
    if (packed.peer != nobody) event.peer = packed.peer;
    if (packed.origin != nobody) event.origin = packed.origin;
    event.receipt = WallTime(nanoseconds(packed.receipt));
    event.hop = packed.hop;
    event.is_resync = packed.is_resync;
    event.client = {text, packed.client_size};
    event.time = {text + packed.client_size, packed.time_size};
    event.detail = {text + packed.client_size + packed.time_size, packed.detail_size};
    return event;
}

}  // namespace

void Ring::add(const EventView& event, std::optional<Kind> became) {
    const Packed packed = pack(event, became, count_ + 1);
    char* to = make_room(align(sizeof packed + packed.text_size()));
    count_ += became ? 2 : 1;
    const auto put = [&to](const void* from, std::size_t size) {
        if (size > 0) std::memcpy(to, from, size);
        to += size;
    };
    put(&packed, sizeof packed);
    put(event.client.data(), event.client.size());
    put(event.time.data(), event.time.size());
    put(event.detail.data(), event.detail.size());
}

/// Room for the next event, at the end of the last block or in a new one.
char* Ring::make_room(std::size_t size) {
    if (blocks_.empty() || blocks_.back().capacity - blocks_.back().used < size) {
        Block next;
        const std::size_t capacity = std::max(block_bytes, size);
        while (!blocks_.empty() && bytes_ + capacity > limit_) {
            Block oldest = std::move(blocks_.front());
            blocks_.pop_front();
            dropped_ = (blocks_.empty() ? count_ + 1 : blocks_.front().first) - 1;
            bytes_ -= oldest.capacity;
            // Memory that is mapped already is cheaper than new memory.
            if (oldest.capacity == capacity) next = std::move(oldest);
        }
        if (!next.bytes) next = {std::unique_ptr<char[]>(new char[capacity]), capacity, 0, 0};
        next.used = 0;
        next.first = count_ + 1;
        bytes_ += capacity;
        blocks_.push_back(std::move(next));
    }
    Block& block = blocks_.back();
    char* room = block.bytes.get() + block.used;
    block.used += size;
    return room;
}

void Ring::for_each_since(std::uint64_t since, const std::function<void(const EventView&)>& visit) const {
    // The last block that begins at or before the first event that is wanted.
    auto block =
        std::upper_bound(blocks_.begin(), blocks_.end(), since,
                         [](std::uint64_t seq, const Block& candidate) { return seq < candidate.first; });
    if (block != blocks_.begin()) --block;
    for (; block != blocks_.end(); ++block) {
        for (std::size_t at = 0; at < block->used;) {
            Packed packed;
            std::memcpy(&packed, block->bytes.get() + at, sizeof packed);
            EventView event = unpack(packed, block->bytes.get() + at + sizeof packed);
            if (event.seq > since) visit(event);
            if (packed.became != single) {
                ++event.seq;
                ++event.lamport;
                event.kind = static_cast<Kind>(packed.became);
                if (event.seq > since) visit(event);
            }
            at += align(sizeof packed + packed.text_size());
        }
    }
}

}  // namespace herd::trace
