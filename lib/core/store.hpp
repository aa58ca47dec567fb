#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/announced.hpp"
#include "core/bucket_lists.hpp"
#include "core/client_table.hpp"
#include "core/digest.hpp"
#include "core/phone_index.hpp"
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

/// The newest record of each client. Stores of one process keep their records in one table, and know nothing
/// of each other.
class Store final : private PhoneDirectory {
public:
    /// Units: `limit` in bytes of memory for records, as if the store had its own of each; past it new
    /// clients are refused, and longer texts of known ones. Shape: without a `table` the store has its own.
    Store(const Roster& roster, std::size_t limit, std::shared_ptr<ClientTable> table = nullptr);
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    ~Store();

    struct Offered {
        Outcome outcome;
        ClientId id;  // of the client; nothing's, if `full`
    };

    /// Keeps the record if it is newer than what the store has of its client.
    /// Shape: `client` is the hash of its client; `guess` is what `prefetch_row` has said of it.
    Offered offer(const Record& record, std::uint64_t client, ClientId guess = nobody);
    Offered offer(const Record& record);

    /// The newest record of a client. Its views last until the store is asked for another one.
    std::optional<Record> find(std::string_view client) const;

    /// The same, by the hash of the client.
    std::optional<Record> find_hash(std::uint64_t client) const;

    /// What has been told of soon will be looked at: has its memory fetched, first what tells where the
    /// client is in the table, then what tells where its record is, then the record. Each is to be called for
    /// many clients before the next one is, and before their records are offered; the last one with what the
    /// one before it said.
    void prefetch_index(std::uint64_t client) const { table_->prefetch_index(client); }
    ClientId prefetch_row(std::uint64_t client) const { return table_->prefetch_row(client, column_); }
    void prefetch_record(ClientId id) const { table_->prefetch_record(id, column_); }

    /// What is announced of a record.
    Announced announce(const Record& record) const;
    /// Whether the store has neither that record nor a newer one of its client.
    bool is_missing(const Announced& announced) const;

    /// Where a client's phone is; nothing if the store does not know it.
    std::optional<LatLng> find_location(std::string_view client) const;

    /// The other phones near a client: at most `bound` within `radius_km`, nearest first, equally near ones
    /// by name. Nothing for a client that the store does not know.
    std::vector<NearHit> find_near(std::string_view client, double radius_km, std::size_t bound);

    /// The record of a client that the store knows. Its views last until the store is asked for another one.
    Record record(ClientId id) const { return complete(read_stamps(line(id)), texts_); }

    const Digest& digest() const { return digest_; }
    std::size_t size() const { return size_; }
    /// Memory that the records would take if no other store had them too.
    std::size_t bytes() const { return bytes_ + size_ * index_bytes; }

    using Cursor = BucketLists::Cursor;
    /// The next record of a bucket, or nothing at its end. Its views last until the store is asked for
    /// another one.
    std::optional<Record> next(std::size_t bucket, Cursor& cursor) const;

private:
    /// What a record takes beside its own bytes.
    static constexpr std::size_t index_bytes = 24;

    std::size_t end() const override { return table_->end(); }
    bool knows(ClientId id) const override { return column_[id] != 0; }
    void prefetch(ClientId id) const override {
        if (knows(id)) table_->records().prefetch_line(column_[id]);
    }
    LatLng location(ClientId id) const override { return location_of(line(id)); }
    std::string_view client(ClientId id) const override { return client_of(line(id)); }

    const RecordLine& line(ClientId id) const { return table_->records().line(column_[id]); }
    ClientId find_id(std::string_view client) const;
    std::uint64_t hash_of(RecordNumber number) const;
    Offered add(const Record& record, ClientId id, std::uint64_t client, bool is_newest);
    RecordNumber keep(const Record& record, ClientId id, bool is_newest);
    std::pair<std::size_t, std::size_t> costs(RecordNumber kept, const Record& record) const;

    const Roster& roster_;
    std::size_t limit_;
    std::shared_ptr<ClientTable> table_;
    ClientTable::Column column_;  // what this store has, by client
    BucketLists buckets_;
    std::size_t size_ = 0;
    std::size_t bytes_ = 0;  // of records
    Digest digest_{};
    PhoneIndex phones_{*this};
    mutable RecordTexts texts_;
};

}  // namespace herd::core
