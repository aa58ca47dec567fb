#include "core/client_index.hpp"

#include <utility>

#include "base/assert.hpp"

namespace herd::core {
namespace {

constexpr unsigned first_bits = 3;

/// How many slots are taken over with each client that is added, at least: fast enough to be done long before
/// the new table is full.
constexpr std::size_t taken_over_at_once = 8;

}  // namespace

void ClientIndex::Table::put(Slot slot) const {
    std::size_t at = home(slot.tag);
    while (slots[at].next_id != 0) at = next(at);
    slots[at] = slot;
}

/// Empties a slot. What stands behind it in its run moves up, unless it would come to stand before its home.
void ClientIndex::Table::take_out(std::size_t at) const {
    std::size_t hole = at;
    while (slots[at = next(at)].next_id != 0) {
        const std::size_t from_home = (at - home(slots[at].tag)) & (size() - 1);
        const std::size_t from_hole = (at - hole) & (size() - 1);
        if (from_home < from_hole) continue;
        slots[hole] = slots[at];
        hole = at;
    }
    slots[hole] = {};
}

void ClientIndex::add(std::uint64_t client, ClientId id) {
    if (old_.slots) {
        take_over();
    } else if ((used_ + 1) * 4 > now_.size() * 3) {
        grow();
    }
    const Table& table = old_.slots && !is_taken_over(old_.home(tag_of(client))) ? old_ : now_;
    table.put({tag_of(client), id + 1});
    ++used_;
}

void ClientIndex::remove(std::uint64_t client, ClientId id) {
    const Table& table = table_of(client);
    std::size_t at = table.home(tag_of(client));
    while (table.slots[at].next_id != id + 1) {
        HERD_ASSERT(table.slots[at].next_id != 0);
        at = table.next(at);
    }
    table.take_out(at);
    --used_;
}

void ClientIndex::grow() {
    if (!now_.slots) {
        now_ = Table(first_bits);
        return;
    }
    old_ = std::exchange(now_, Table(now_.bits + 1));
    first_ = 0;
    while (old_.slots[first_].next_id != 0) ++first_;
    taken_over_ = 0;
    take_over();
}

/// Moves some slots of the old table, up to the end of a run.
void ClientIndex::take_over() {
    for (std::size_t moved = 0; taken_over_ < old_.size(); ++moved, ++taken_over_) {
        Slot& slot = old_.slots[(first_ + taken_over_) & (old_.size() - 1)];
        if (slot.next_id == 0 && moved >= taken_over_at_once) return;
        if (slot.next_id != 0) now_.put(std::exchange(slot, {}));
    }
    // The last run may have got longer since, past where the first one began.
    for (std::size_t at = first_; old_.slots[at].next_id != 0; at = old_.next(at)) now_.put(old_.slots[at]);
    old_ = Table();
}

}  // namespace herd::core
