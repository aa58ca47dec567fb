#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/announced.hpp"
#include "core/digest.hpp"
#include "core/phone_grid.hpp"
#include "core/record.hpp"
#include "core/roster.hpp"

namespace herd::core {

/// What became of a record that was offered to a store.
enum class Outcome {
    newer,  // kept, as the newest of its client
    same,   // the store has it already
    older,  // the store has a newer one
    full,   // it would take more room than there is
};

/// The outcome in words: "accepted", "duplicate", "stale", "full".
std::string_view format_outcome(Outcome outcome);

/// The newest record of each client.
///
/// Records are spread over `bucket_count` small hash tables by the hash of their client. A table is a bucket
/// of the digest too, and grows alone, so that growing never holds up the loop.
class Store final : private PhoneDirectory {
public:
    /// Units: `limit` in bytes of memory for records; past it new clients are refused, and
    /// longer texts of known ones.
    Store(const Roster& roster, std::size_t limit);

    struct Offered {
        Outcome outcome;
        Record kept;  // the record that the store now has of the client; none if `full`
    };

    /// Keeps the record if it is newer than what the store has of its client.
    /// Shape: `at` is what `record.location` says. Views in the answer last until the next `offer`.
    Offered offer(const Record& record, LatLng at);

    /// The newest record of a client. Its views last until the next `offer`.
    std::optional<Record> find(std::string_view client) const;

    /// The same, by the hash of the client.
    std::optional<Record> find_hash(std::uint64_t client) const;

    /// What is announced of a record.
    Announced announce(const Record& record) const;
    /// Whether the store has neither that record nor a newer one of its client.
    bool is_missing(const Announced& announced) const;

    /// What a record's location says. Shape: the record is one of this store's.
    static LatLng location_of(const Record& record);

    struct Near {
        double km;
        Record record;
    };

    /// The other phones near a client: at most `bound` within `radius_km`, nearest first, equally near ones
    /// by name. Nothing for a client that the store does not know. Views last until the next `offer`.
    std::vector<Near> find_near(std::string_view client, double radius_km, std::size_t bound) const;

    const Digest& digest() const { return digest_; }
    std::size_t size() const { return records_.size(); }
    std::size_t bytes() const { return bytes_; }

    /// A place in a walk through a bucket. A walk may pause while records are offered; if the bucket grows
    /// meanwhile it starts again, so it may meet a record twice, but never misses one that was there when it
    /// began.
    struct Cursor {
        std::size_t slot = 0;
        std::size_t capacity = 0;
    };

    /// The next record of a bucket, or nothing at its end. Its views last until the next `offer`.
    std::optional<Record> next(std::size_t bucket, Cursor& cursor) const;

private:
    struct Packed;
    struct Free {
        void operator()(Packed* packed) const;
    };
    struct Slot {
        std::uint32_t tag = 0;
        std::uint32_t next_id = 0;  // the record's id plus one; 0: empty
    };
    struct Bucket {
        std::vector<Slot> slots;  // a power of two of them, or none
        std::size_t used = 0;
    };

    LatLng location(RecordId id) const override;
    std::string_view client(RecordId id) const override;

    /// The index of the client's slot, or of the empty one that it would get. The bucket has room.
    std::size_t find_slot(const Bucket& bucket, std::uint32_t tag, std::string_view client) const;
    std::optional<RecordId> find_id(std::string_view client, std::uint64_t hash) const;
    static void grow(Bucket& bucket);
    Record unpack(const Packed& packed) const;
    std::uint64_t hash_record(const Record& record, std::uint64_t client_hash) const;
    void pack(std::unique_ptr<Packed, Free>& into, const Record& record);

    const Roster& roster_;
    std::size_t limit_;
    std::size_t bytes_ = 0;
    std::vector<Bucket> buckets_;
    Digest digest_{};
    std::deque<std::unique_ptr<Packed, Free>> records_;
    PhoneGrid grid_;
};

}  // namespace herd::core
