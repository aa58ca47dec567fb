#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/client_id.hpp"
#include "core/digest.hpp"
#include "core/stepped_array.hpp"

namespace herd::core {

/// The bucket of a client, by the hash of its name.
inline std::size_t bucket_of(std::uint64_t client) {
    return client >> 54;
}

/// Which clients of a store are in each bucket of the digest: a list for each, the latest first.
class BucketLists {
public:
    /// Shape: the client is in no list yet.
    void add(std::size_t bucket, ClientId id) {
        next_.make_room(std::size_t{id} + 1);
        next_[id] = std::exchange(first_[bucket], id + 1);
    }

    /// A place in a walk through a bucket. A walk may pause while clients are added: it meets each of those
    /// that were there when it began once.
    struct Cursor {
        bool has_begun = false;
        std::uint32_t next = 0;
    };
    /// The next client of a bucket, or nothing at its end.
    std::optional<ClientId> next(std::size_t bucket, Cursor& cursor) const {
        if (!cursor.has_begun) cursor = {true, first_[bucket]};
        if (cursor.next == 0) return std::nullopt;
        const ClientId id = cursor.next - 1;
        cursor.next = next_[id];
        return id;
    }

private:
    // Numbers plus one; 0: none.
    std::array<std::uint32_t, bucket_count> first_{};
    SteppedArray<std::uint32_t> next_;  // by client
};

}  // namespace herd::core
