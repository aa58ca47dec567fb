#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "base/assert.hpp"
#include "core/digest.hpp"
#include "core/record_array.hpp"

namespace herd::core {

/// The bucket of a client, by the hash of its name.
inline std::size_t bucket_of(std::uint64_t client) {
    return client >> 54;
}

/// Which records are in each bucket of the digest: a list for each, the latest first.
class BucketLists {
public:
    /// Shape: `id` is the number of records so far.
    void add(std::size_t bucket, RecordId id) {
        HERD_ASSERT(id == next_.size());
        next_.push_back(first_[bucket]);
        first_[bucket] = id + 1;
    }

    /// A place in a walk through a bucket. A walk may pause while records are added: it meets each of those
    /// that were there when it began once.
    struct Cursor {
        bool has_begun = false;
        std::uint32_t next = 0;
    };
    /// The next record of a bucket, or nothing at its end.
    std::optional<RecordId> next(std::size_t bucket, Cursor& cursor) const {
        if (!cursor.has_begun) cursor = {true, first_[bucket]};
        if (cursor.next == 0) return std::nullopt;
        const RecordId id = cursor.next - 1;
        cursor.next = next_[id];
        return id;
    }

private:
    // Numbers plus one; 0: none.
    std::array<std::uint32_t, bucket_count> first_{};
    std::deque<std::uint32_t> next_;  // by record
};

}  // namespace herd::core
