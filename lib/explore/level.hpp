#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "explore/count.hpp"
#include "explore/state.hpp"

namespace herd::explore {

/// What happens in a step: 0 and 1 are a client that tells A or B; then, the delivery on each direction.
using Event = std::uint8_t;

/// The states that equally many steps lead to, in the order in which they were found, with how many orders
/// lead to each, and one of these: the first that was found.
class Level {
public:
    struct Entry {
        State state = 0;
        std::uint32_t parent = 0;  // its place on the level before
        Event event = 0;           // the step from there
    };

    void add(State state, Orders orders, std::uint32_t parent, Event event);
    void clear();

    std::size_t size() const { return entries_.size(); }
    const Entry& operator[](std::size_t place) const { return entries_[place]; }
    Orders orders(std::size_t place) const { return orders_[place]; }

private:
    std::size_t find_slot(State state) const;
    void grow();

    std::vector<Entry> entries_;
    std::vector<Orders> orders_;
    std::vector<std::uint32_t> slots_;  // places plus one; 0: empty. A power of two of them, or none
};

}  // namespace herd::explore
