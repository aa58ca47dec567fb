#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/announced.hpp"
#include "core/bucket_lists.hpp"
#include "core/client_index.hpp"
#include "core/digest.hpp"
#include "core/phone_grid.hpp"
#include "core/record.hpp"
#include "core/record_array.hpp"
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
/// Where phones are is indexed only once somebody asks: most herds never do, and keeping the index costs as
/// much as keeping the records. It is built in small steps, and what it has no part of yet is searched one by
/// one.
class Store final : private PhoneDirectory {
public:
    /// Units: `limit` in bytes of memory for records; past it new clients are refused, and
    /// longer texts of known ones. Shape: `seed` as of `ClientIndex`.
    Store(const Roster& roster, std::size_t limit, std::uint64_t seed = 0);

    struct Offered {
        Outcome outcome;
        RecordId id;  // of what the store has of the client now; nothing's, if `full`
    };

    /// Keeps the record if it is newer than what the store has of its client.
    /// Shape: `client` is the hash of its client.
    Offered offer(const Record& record, std::uint64_t client);
    Offered offer(const Record& record);

    /// The newest record of a client. Its views last until the store is asked for another one.
    std::optional<Record> find(std::string_view client) const;

    /// The same, by the hash of the client.
    std::optional<Record> find_hash(std::uint64_t client) const;

    /// What has been told of soon will be looked at: has its memory fetched, first what tells where the
    /// client's record is, then the record. To be called for many clients before their records are offered.
    void prefetch_index(std::uint64_t client) const { index_.prefetch(client); }
    void prefetch_record(std::uint64_t client) const;

    /// What is announced of a record.
    Announced announce(const Record& record) const;
    /// Whether the store has neither that record nor a newer one of its client.
    bool is_missing(const Announced& announced) const;

    /// Where a client's phone is; nothing if the store does not know it.
    std::optional<LatLng> find_location(std::string_view client) const;

    /// The other phones near a client: at most `bound` within `radius_km`, nearest first, equally near ones
    /// by name. Nothing for a client that the store does not know.
    std::vector<NearHit> find_near(std::string_view client, double radius_km, std::size_t bound);

    /// A record by its number. Its views last until the store is asked for another one.
    Record record(RecordId id) const { return records_.read(id, texts_); }

    const Digest& digest() const { return digest_; }
    std::size_t size() const { return records_.size(); }
    std::size_t bytes() const { return records_.bytes() + records_.size() * index_bytes; }

    using Cursor = BucketLists::Cursor;
    /// The next record of a bucket, or nothing at its end. Its views last until the store is asked for
    /// another one.
    std::optional<Record> next(std::size_t bucket, Cursor& cursor) const;

private:
    /// What a record takes beside its own bytes.
    static constexpr std::size_t index_bytes = 24;

    LatLng location(RecordId id) const override { return records_.at(id); }
    std::string_view client(RecordId id) const override { return records_.client(id); }

    std::optional<RecordId> find_id(std::string_view client, std::uint64_t hash) const;
    std::uint64_t hash_record(RecordId id) const;
    void place(RecordId id);
    void index_phones(std::size_t count);

    const Roster& roster_;
    std::size_t limit_;
    ClientIndex index_;
    BucketLists buckets_;
    RecordArray records_;
    Digest digest_{};
    bool is_asked_ = false;    // somebody has asked where phones are
    std::size_t indexed_ = 0;  // so many records, the first ones, are in the grid
    PhoneGrid grid_;
    mutable RecordArray::Texts texts_;
};

}  // namespace herd::core
