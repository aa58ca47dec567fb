#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/digest.hpp"
#include "core/record_array.hpp"

namespace herd::core {

/// The bucket of a client, by the hash of its name.
inline std::size_t bucket_of(std::uint64_t client) {
    return client >> 54;
}

/// Which record is a client's: for each bucket of the digest a small open hash table, which grows alone, so
/// that growing never holds up the loop.
class ClientIndex {
public:
    ClientIndex() : buckets_(bucket_count) {}

    /// The record whose client has this hash, and which `is_it` says is the one.
    template <class IsIt>
    std::optional<RecordId> find(std::uint64_t client, IsIt is_it) const {
        const auto& slots = buckets_[bucket_of(client)].slots;
        if (slots.empty()) return std::nullopt;
        const std::size_t mask = slots.size() - 1;
        for (std::size_t at = tag_of(client) & mask; slots[at].next_id != 0; at = (at + 1) & mask) {
            if (slots[at].tag == tag_of(client) && is_it(slots[at].next_id - 1)) return slots[at].next_id - 1;
        }
        return std::nullopt;
    }

    /// Shape: the client is not there yet.
    void add(std::uint64_t client, RecordId id);

    /// Has the memory fetched that `find` will look at first.
    void prefetch(std::uint64_t client) const;
    /// The record that `find` will most likely look at; nothing if there is none. Shape: a guess.
    std::optional<RecordId> guess(std::uint64_t client) const;

    /// A place in a walk through a bucket. A walk may pause while clients are added; if the bucket grows
    /// meanwhile it starts again, so it may meet a record twice, but never misses one that was there when it
    /// began.
    struct Cursor {
        std::size_t slot = 0;
        std::size_t capacity = 0;
    };
    /// The next record of a bucket, or nothing at its end.
    std::optional<RecordId> next(std::size_t bucket, Cursor& cursor) const;

private:
    struct Slot {
        std::uint32_t tag = 0;
        std::uint32_t next_id = 0;  // the record's id plus one; 0: empty
    };
    struct Bucket {
        std::vector<Slot> slots;  // a power of two of them, or none
        std::size_t used = 0;
    };

    static std::uint32_t tag_of(std::uint64_t client) { return static_cast<std::uint32_t>(client); }
    static void grow(Bucket& bucket);
    static void put(std::vector<Slot>& slots, Slot slot);

    std::vector<Bucket> buckets_;
};

}  // namespace herd::core
