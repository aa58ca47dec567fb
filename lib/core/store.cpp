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
    table_->leave(column_, size_);
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
    const ClientId id = table_->find(record, client, column_, guess);
    const RecordNumber number = id != nobody ? column_[id] : 0;
    if (number == 0) return add(record, id, client);
    const RecordLine& kept = table_->records().line(number);
    auto order = compare_stamps(record, read_bare_stamps(kept), roster_);
    if (order == 0) {
        if (is_same(kept, record)) return {Outcome::same, id};
        order = compare_age(record, this->record(id), roster_);
    }
    if (order < 0) return {Outcome::older, id};
    const std::size_t before = record_cost(kept);
    const std::size_t after = record_cost(record);
    if (after > before && bytes() + (after - before) > limit_) return {Outcome::full, 0};
    if (table_->records().is_full()) return {Outcome::full, 0};
    auto& sum = digest_[bucket_of(client)];
    sum -= hash_of(number);
    sum += hash_of(table_->keep(id, column_, record, roster_));
    bytes_ += after - before;
    phones_.on_moved(id);
    return {Outcome::newer, id};
}

/// Keeps a record of a client that the store does not know; the table may, from other stores: `id`, or
/// nobody's.
Store::Offered Store::add(const Record& record, ClientId id, std::uint64_t client) {
    const std::size_t cost = record_cost(record);
    if (bytes() + cost + index_bytes > limit_ || table_->is_full()) return {Outcome::full, 0};
    const ClientId added = id != nobody ? id : table_->add(client);
    digest_[bucket_of(client)] += hash_of(table_->keep(added, column_, record, roster_));
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
    // A question for nobody needs no index.
    if (id == nobody || bound == 0) return {};
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
