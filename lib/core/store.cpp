#include "core/store.hpp"

#include <utility>

#include "core/hash.hpp"

namespace herd::core {

std::string_view format_outcome(Outcome outcome) {
    switch (outcome) {
        case Outcome::newer:
            return "accepted";
        case Outcome::same:
            return "duplicate";
        case Outcome::older:
            return "stale";
        case Outcome::full:
            return "full";
    }
    return "";
}

Store::Store(const Roster& roster, std::size_t limit, std::shared_ptr<ClientTable> table)
    : roster_(roster),
      limit_(limit),
      table_(table ? std::move(table) : std::make_shared<ClientTable>()),
      column_(table_->join()) {}

Store::~Store() {
    table_->leave(column_, size_, roster_);
}

/// The client, if the store knows it; `nobody` if not.
ClientId Store::find_id(std::string_view client) const {
    const ClientId id = table_->find(client, hash_bytes(client));
    return id != nobody && knows(id) ? id : nobody;
}

std::uint64_t Store::hash_of(RecordNumber number) const {
    return table_->records().hash(number);
}

Store::Offered Store::offer(const Record& record) {
    return offer(record, hash_bytes(record.client));
}

Store::Offered Store::offer(const Record& record, std::uint64_t client, ClientId guess) {
    // What is news here was news to another store just before, most often: one look tells.
    bool is_newest = guess != nobody && table_->is_newest(guess, record);
    const ClientId id = is_newest ? guess : table_->find(record, client, column_, guess);
    if (id == nobody) return add(record, id, client, false);
    if (id != guess) is_newest = table_->is_newest(id, record);
    const RecordNumber number = column_[id];
    if (number == 0) return add(record, id, client, is_newest);
    if (is_newest) {
        // Whatever else a store keeps of the client is older.
        if (number == table_->newest(id)) return {Outcome::same, id};
    } else {
        const RecordLine& kept = table_->records().line(number);
        auto order = compare_stamps(record, read_bare_stamps(kept), roster_);
        if (order == 0) {
            if (is_same(kept, record)) return {Outcome::same, id};
            order = compare_age(record, this->record(id), roster_);
        }
        if (order < 0) return {Outcome::older, id};
        if (table_->records().is_full()) return {Outcome::full, 0};
    }
    const auto [before, after] = costs(number, record);
    if (after > before && bytes() + (after - before) > limit_) return {Outcome::full, 0};
    auto& sum = digest_[bucket_of(client)];
    sum -= hash_of(number);
    sum += hash_of(keep(record, id, is_newest));
    bytes_ += after - before;
    phones_.on_moved(id);
    return {Outcome::newer, id};
}

/// What a record takes that is kept, and what another one would in its place. Units: bytes.
std::pair<std::size_t, std::size_t> Store::costs(RecordNumber kept, const Record& record) const {
    // Nearly always both are short, which is known without a look at the one that goes.
    if (record.short_form && !table_->records().has_long_ones())
        return {sizeof(RecordLine), sizeof(RecordLine)};
    return {record_cost(table_->records().line(kept)), record_cost(record)};
}

RecordNumber Store::keep(const Record& record, ClientId id, bool is_newest) {
    return is_newest ? table_->keep_newest(id, column_) : table_->keep(id, column_, record, roster_);
}

/// Keeps a record of a client that the store does not know; the table may, from other stores: `id`, or
/// nobody's.
Store::Offered Store::add(const Record& record, ClientId id, std::uint64_t client, bool is_newest) {
    const std::size_t cost = record_cost(record);
    if (bytes() + cost + index_bytes > limit_ || table_->is_full()) return {Outcome::full, 0};
    const ClientId added = id != nobody ? id : table_->add(client);
    digest_[bucket_of(client)] += hash_of(keep(record, added, is_newest));
    buckets_.add(bucket_of(client), added);
    ++size_;
    bytes_ += cost;
    phones_.on_moved(added);
    return {Outcome::newer, added};
}

std::optional<Record> Store::find(std::string_view client) const {
    const ClientId id = find_id(client);
    if (id == nobody) return std::nullopt;
    return record(id);
}

std::optional<Record> Store::find_hash(std::uint64_t client) const {
    const ClientId id = table_->find(
        client, [&](ClientId at) { return knows(at) && hash_bytes(this->client(at)) == client; });
    if (id == nobody) return std::nullopt;
    return record(id);
}

Announced Store::announce(const Record& record) const {
    return {hash_bytes(record.client), hash_record(record, roster_), record.client_time, record.receipt,
            record.origin};
}

bool Store::is_missing(const Announced& announced) const {
    const auto kept = find_hash(announced.client);
    if (!kept) return true;
    const Record stamped{{}, {}, {}, announced.client_time, announced.receipt, announced.origin};
    if (const auto order = compare_stamps(stamped, *kept, roster_); order != 0) return order > 0;
    // Which of two with equal stamps is newer their texts decide, so it is worth a look.
    return announce(*kept).record != announced.record;
}

std::optional<LatLng> Store::find_location(std::string_view client) const {
    const ClientId id = find_id(client);
    if (id == nobody) return std::nullopt;
    return location(id);
}

std::vector<NearHit> Store::find_near(std::string_view client, double radius_km, std::size_t bound) {
    const ClientId id = find_id(client);
    if (id == nobody) return {};
    NearestPhones nearest(location(id), radius_km, bound, id, *this);
    phones_.visit(nearest);
    return nearest.take();
}

std::optional<Record> Store::next(std::size_t bucket, Cursor& cursor) const {
    const auto id = buckets_.next(bucket, cursor);
    if (!id) return std::nullopt;
    return record(*id);
}

}  // namespace herd::core
