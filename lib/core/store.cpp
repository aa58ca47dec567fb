#include "core/store.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

#include "base/assert.hpp"
#include "core/hash.hpp"
#include "core/location.hpp"

namespace herd::core {

/// A record as it lies in memory: this, then its three texts.
struct Store::Packed {
    std::uint64_t seconds;
    WallTime receipt;
    std::uint32_t nanos;
    ServerIndex origin;
    std::uint32_t client_size;
    std::uint32_t location_size;
    std::uint32_t time_size;
    std::uint32_t capacity;  // bytes of text that there is room for

    char* text() { return reinterpret_cast<char*>(this + 1); }
    const char* text() const { return reinterpret_cast<const char*>(this + 1); }
    std::string_view client() const { return {text(), client_size}; }
    std::string_view location() const { return {text() + client_size, location_size}; }
    std::string_view time() const { return {text() + client_size + location_size, time_size}; }
};

void Store::Free::operator()(Packed* packed) const {
    std::free(packed);
}

namespace {

/// What a record takes beside its packed form: the slot, the id, and its point in the grid.
constexpr std::size_t index_bytes = 64;

std::size_t bucket_of(std::uint64_t hash) {
    return hash >> 54;
}
std::uint32_t tag_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash);
}

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

Store::Store(const Roster& roster, std::size_t limit)
    : roster_(roster), limit_(limit), buckets_(bucket_count) {}

Record Store::unpack(const Packed& packed) const {
    return {packed.client(), packed.location(), packed.time(), {packed.seconds, packed.nanos},
            packed.receipt,  packed.origin};
}

std::uint64_t Store::hash_record(const Record& record, std::uint64_t client_hash) const {
    const std::uint64_t parts[] = {client_hash, hash_bytes(record.location), hash_bytes(record.time),
                                   static_cast<std::uint64_t>(record.receipt.time_since_epoch().count()),
                                   hash_bytes(roster_.name(record.origin))};
    return hash_bytes({reinterpret_cast<const char*>(parts), sizeof parts});
}

std::size_t Store::find_slot(const Bucket& bucket, std::uint32_t tag, std::string_view client) const {
    const std::size_t mask = bucket.slots.size() - 1;
    for (std::size_t at = tag & mask;; at = (at + 1) & mask) {
        const Slot& slot = bucket.slots[at];
        if (slot.next_id == 0) return at;
        if (slot.tag == tag && records_[slot.next_id - 1]->client() == client) return at;
    }
}

void Store::grow(Bucket& bucket) {
    std::vector<Slot> old(bucket.slots.empty() ? 4 : bucket.slots.size() * 2);
    old.swap(bucket.slots);
    const std::size_t mask = bucket.slots.size() - 1;
    for (const Slot& slot : old) {
        if (slot.next_id == 0) continue;
        std::size_t at = slot.tag & mask;
        while (bucket.slots[at].next_id != 0) at = (at + 1) & mask;
        bucket.slots[at] = slot;
    }
}

void Store::pack(std::unique_ptr<Packed, Free>& into, const Record& record) {
    const std::size_t size = record.client.size() + record.location.size() + record.time.size();
    if (!into || into->capacity < size) {
        if (into) bytes_ -= sizeof(Packed) + into->capacity;
        into.reset(static_cast<Packed*>(std::malloc(sizeof(Packed) + size)));
        if (!into) throw std::bad_alloc();
        into->capacity = static_cast<std::uint32_t>(size);
        bytes_ += sizeof(Packed) + size;
    }
    Packed& packed = *into;
    packed.seconds = record.client_time.seconds;
    packed.receipt = record.receipt;
    packed.nanos = record.client_time.nanos;
    packed.origin = record.origin;
    packed.client_size = static_cast<std::uint32_t>(record.client.size());
    packed.location_size = static_cast<std::uint32_t>(record.location.size());
    packed.time_size = static_cast<std::uint32_t>(record.time.size());
    char* text = packed.text();
    std::memcpy(text, record.client.data(), record.client.size());
    std::memcpy(text + record.client.size(), record.location.data(), record.location.size());
    std::memcpy(text + record.client.size() + record.location.size(), record.time.data(), record.time.size());
}

Store::Offered Store::offer(const Record& record, LatLng at) {
    const std::uint64_t hash = hash_bytes(record.client);
    Bucket& bucket = buckets_[bucket_of(hash)];
    if ((bucket.used + 1) * 4 > bucket.slots.size() * 3) grow(bucket);
    Slot& slot = bucket.slots[find_slot(bucket, tag_of(hash), record.client)];

    const std::size_t texts = record.client.size() + record.location.size() + record.time.size();
    if (slot.next_id == 0) {
        if (bytes_ + sizeof(Packed) + texts + index_bytes > limit_) return {Outcome::full, {}};
        records_.emplace_back();
        slot = {tag_of(hash), static_cast<std::uint32_t>(records_.size())};
        ++bucket.used;
        bytes_ += index_bytes;
    } else {
        const Record kept = unpack(*records_[slot.next_id - 1]);
        const auto order = compare_age(record, kept, roster_);
        if (order == 0) return {Outcome::same, kept};
        if (order < 0) return {Outcome::older, kept};
        const Packed& packed = *records_[slot.next_id - 1];
        if (texts > packed.capacity && bytes_ + (texts - packed.capacity) > limit_)
            return {Outcome::full, {}};
        digest_[bucket_of(hash)] -= hash_record(kept, hash);
    }
    const RecordId id = slot.next_id - 1;
    pack(records_[id], record);
    digest_[bucket_of(hash)] += hash_record(record, hash);
    grid_.place(id, at);
    return {Outcome::newer, unpack(*records_[id])};
}

std::optional<RecordId> Store::find_id(std::string_view client, std::uint64_t hash) const {
    const Bucket& bucket = buckets_[bucket_of(hash)];
    if (bucket.used == 0) return std::nullopt;
    const Slot& slot = bucket.slots[find_slot(bucket, tag_of(hash), client)];
    if (slot.next_id == 0) return std::nullopt;
    return slot.next_id - 1;
}

std::optional<Record> Store::find(std::string_view client) const {
    const auto id = find_id(client, hash_bytes(client));
    if (!id) return std::nullopt;
    return unpack(*records_[*id]);
}

std::optional<Record> Store::find_hash(std::uint64_t client) const {
    const auto& slots = buckets_[bucket_of(client)].slots;
    if (slots.empty()) return std::nullopt;
    const std::size_t mask = slots.size() - 1;
    for (std::size_t at = tag_of(client) & mask; slots[at].next_id != 0; at = (at + 1) & mask) {
        if (slots[at].tag != tag_of(client)) continue;
        const Packed& packed = *records_[slots[at].next_id - 1];
        if (hash_bytes(packed.client()) == client) return unpack(packed);
    }
    return std::nullopt;
}

Announced Store::announce(const Record& record) const {
    const std::uint64_t client = hash_bytes(record.client);
    return {client, hash_record(record, client), record.client_time, record.receipt, record.origin};
}

bool Store::is_missing(const Announced& announced) const {
    const auto kept = find_hash(announced.client);
    if (!kept) return true;
    const Record stamped{{}, {}, {}, announced.client_time, announced.receipt, announced.origin};
    if (const auto order = compare_stamps(stamped, *kept, roster_); order != 0) return order > 0;
    // Which of two with equal stamps is newer their texts decide, so it is worth a look.
    return hash_record(*kept, announced.client) != announced.record;
}

std::vector<Store::Near> Store::find_near(std::string_view client, double radius_km,
                                          std::size_t bound) const {
    std::vector<Near> near;
    const auto id = find_id(client, hash_bytes(client));
    if (!id) return near;
    for (const NearHit& hit : grid_.nearest(location(*id), radius_km, bound, *id, *this)) {
        near.push_back({hit.km, unpack(*records_[hit.id])});
    }
    return near;
}

std::optional<Record> Store::next(std::size_t bucket, Cursor& cursor) const {
    const auto& slots = buckets_[bucket].slots;
    if (cursor.capacity != slots.size()) cursor = {0, slots.size()};
    while (cursor.slot < slots.size()) {
        const Slot& slot = slots[cursor.slot++];
        if (slot.next_id != 0) return unpack(*records_[slot.next_id - 1]);
    }
    return std::nullopt;
}

LatLng Store::location_of(const Record& record) {
    // Only valid locations are offered, so this one parses again.
    return *parse_location(record.location);
}

LatLng Store::location(RecordId id) const {
    return location_of(unpack(*records_[id]));
}

std::string_view Store::client(RecordId id) const {
    return records_[id]->client();
}

}  // namespace herd::core
