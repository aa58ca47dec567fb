#include "core/client_index.hpp"

namespace herd::core {

void ClientIndex::put(std::vector<Slot>& slots, Slot slot) {
    const std::size_t mask = slots.size() - 1;
    std::size_t at = slot.tag & mask;
    while (slots[at].next_id != 0) at = (at + 1) & mask;
    slots[at] = slot;
}

void ClientIndex::grow(Bucket& bucket) {
    std::vector<Slot> old(bucket.slots.empty() ? 4 : bucket.slots.size() * 2);
    old.swap(bucket.slots);
    for (const Slot& slot : old) {
        if (slot.next_id != 0) put(bucket.slots, slot);
    }
}

void ClientIndex::add(std::uint64_t client, RecordId id) {
    Bucket& bucket = buckets_[bucket_of(client)];
    if ((bucket.used + 1) * 4 > bucket.slots.size() * 3) grow(bucket);
    put(bucket.slots, {tag_of(client), id + 1});
    ++bucket.used;
}

void ClientIndex::prefetch(std::uint64_t client) const {
    const auto& slots = buckets_[bucket_of(client)].slots;
    if (!slots.empty()) __builtin_prefetch(&slots[tag_of(client) & (slots.size() - 1)]);
}

std::optional<RecordId> ClientIndex::guess(std::uint64_t client) const {
    return find(client, [](RecordId) { return true; });
}

std::optional<RecordId> ClientIndex::next(std::size_t bucket, Cursor& cursor) const {
    const auto& slots = buckets_[bucket].slots;
    if (cursor.capacity != slots.size()) cursor = {0, slots.size()};
    while (cursor.slot < slots.size()) {
        const Slot& slot = slots[cursor.slot++];
        if (slot.next_id != 0) return slot.next_id - 1;
    }
    return std::nullopt;
}

}  // namespace herd::core
