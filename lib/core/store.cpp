#include "core/store.hpp"

#include <algorithm>

#include "core/hash.hpp"

namespace herd::core {
namespace {

/// How many phones more are indexed when somebody asks where phones are, and with each record after that.
constexpr std::size_t indexed_at_question = 4096;
constexpr std::size_t indexed_at_record = 4;

}  // namespace

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

Store::Store(const Roster& roster, std::size_t limit, std::uint64_t seed)
    : roster_(roster), limit_(limit), index_(seed) {}

std::optional<RecordId> Store::find_id(std::string_view client, std::uint64_t hash) const {
    return index_.find(hash, [&](RecordId id) { return records_.client(id) == client; });
}

std::uint64_t Store::hash_record(RecordId id) const {
    return records_.hash(id, roster_);
}

Store::Offered Store::offer(const Record& record) {
    return offer(record, hash_bytes(record.client));
}

Store::Offered Store::offer(const Record& record, std::uint64_t client) {
    auto& sum = digest_[bucket_of(client)];
    const auto id = find_id(record.client, client);
    if (!id) {
        if (bytes() + RecordArray::cost(record) + index_bytes > limit_) return {Outcome::full, 0};
        const RecordId added = records_.add(record);
        index_.add(client, added);
        buckets_.add(bucket_of(client), added);
        sum += hash_record(added);
        if (is_asked_) index_phones(indexed_at_record);
        return {Outcome::newer, added};
    }
    auto order = compare_stamps(record, records_.stamps(*id), roster_);
    if (order == 0) {
        if (records_.is_same(*id, record)) return {Outcome::same, *id};
        order = compare_age(record, this->record(*id), roster_);
    }
    if (order < 0) return {Outcome::older, *id};
    if (bytes() + records_.cost(*id, record) > limit_) return {Outcome::full, 0};
    sum -= hash_record(*id);
    records_.replace(*id, record);
    sum += hash_record(*id);
    if (is_asked_) place(*id);
    return {Outcome::newer, *id};
}

std::optional<Record> Store::find(std::string_view client) const {
    const auto id = find_id(client, hash_bytes(client));
    if (!id) return std::nullopt;
    return record(*id);
}

std::optional<Record> Store::find_hash(std::uint64_t client) const {
    const auto id =
        index_.find(client, [&](RecordId at) { return hash_bytes(records_.client(at)) == client; });
    if (!id) return std::nullopt;
    return record(*id);
}

void Store::prefetch_record(std::uint64_t client) const {
    if (const auto id = index_.guess(client)) records_.prefetch(*id);
}

Announced Store::announce(const Record& record) const {
    return {hash_bytes(record.client), RecordArray::hash(record, roster_), record.client_time, record.receipt,
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
    const auto id = find_id(client, hash_bytes(client));
    if (!id) return std::nullopt;
    return records_.at(*id);
}

std::vector<NearHit> Store::find_near(std::string_view client, double radius_km, std::size_t bound) {
    is_asked_ = true;
    index_phones(indexed_at_question);
    const auto id = find_id(client, hash_bytes(client));
    if (!id) return {};
    NearestPhones nearest(records_.at(*id), radius_km, bound, *id, *this);
    grid_.visit(nearest);
    for (std::size_t other = indexed_; other < records_.size(); ++other) {
        const auto candidate = static_cast<RecordId>(other);
        if (nearest.may_reach(records_.at(candidate))) nearest.offer(candidate);
    }
    return nearest.take();
}

/// Sees to it that the grid has a record where it is now, if it has it at all.
void Store::place(RecordId id) {
    if (id < indexed_) grid_.place(id, records_.at(id));
    index_phones(indexed_at_record);
}

void Store::index_phones(std::size_t count) {
    const std::size_t end = std::min(indexed_ + count, records_.size());
    for (; indexed_ < end; ++indexed_) {
        const auto id = static_cast<RecordId>(indexed_);
        grid_.place(id, records_.at(id));
    }
}

std::optional<Record> Store::next(std::size_t bucket, Cursor& cursor) const {
    const auto id = buckets_.next(bucket, cursor);
    if (!id) return std::nullopt;
    return record(*id);
}

}  // namespace herd::core
