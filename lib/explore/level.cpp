#include "explore/level.hpp"

#include <algorithm>
#include <bit>

namespace herd::explore {

void Level::add(State state, Orders orders, std::uint32_t parent, Event event) {
    if (entries_.size() * 2 >= slots_.size()) grow();
    std::uint32_t& slot = slots_[find_slot(state)];
    if (slot != 0) {
        orders_[slot - 1] += orders;
        return;
    }
    entries_.push_back({state, parent, event});
    orders_.push_back(orders);
    slot = static_cast<std::uint32_t>(entries_.size());
}

void Level::clear() {
    // Levels are of very different sizes: a table that fits the last one is cleared faster.
    slots_.assign(std::bit_ceil(std::max<std::size_t>(64, entries_.size() * 2 + 1)), 0);
    entries_.clear();
    orders_.clear();
}

std::size_t Level::find_slot(State state) const {
    const std::size_t mask = slots_.size() - 1;
    const std::uint64_t mixed = (state ^ (state >> 29U)) * 0x9e3779b97f4a7c15U;
    for (std::size_t at = (mixed >> 32U) & mask;; at = (at + 1) & mask) {
        if (slots_[at] == 0 || entries_[slots_[at] - 1].state == state) return at;
    }
}

void Level::grow() {
    slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), 0);
    for (std::size_t i = 0; i < entries_.size(); ++i)
        slots_[find_slot(entries_[i].state)] = static_cast<std::uint32_t>(i + 1);
}

}  // namespace herd::explore
