#pragma once

#include <cstddef>
#include <cstdint>

#include "core/client_id.hpp"
#include "core/prefetch.hpp"
#include "core/zeroed_array.hpp"

namespace herd::core {

/// Which number is a client's: an open hash table. When it is full, one of twice the size takes over a few
/// clients with each that is added, so that growing never holds up the loop.
class ClientIndex {
public:
    /// Shape: `seed` is what nobody outside can guess, or else clients can choose names that crowd in one
    /// place.
    explicit ClientIndex(std::uint64_t seed) : factor_(seed | 1) {}

    /// The client that has this hash, and which `is_it` says is the one; `nobody` if there is none.
    template <class IsIt>
    ClientId find(std::uint64_t client, IsIt is_it) const {
        const Table& table = table_of(client);
        if (!table.slots) return nobody;
        for (std::size_t at = table.home(tag_of(client)); table.slots[at].next_id != 0; at = table.next(at)) {
            const Slot& slot = table.slots[at];
            if (slot.tag == tag_of(client) && is_it(slot.next_id - 1)) return slot.next_id - 1;
        }
        return nobody;
    }

    /// Shape: the client is not there yet.
    void add(std::uint64_t client, ClientId id);
    /// Shape: the client is there, with that number.
    void remove(std::uint64_t client, ClientId id);
    /// No client is there, and no memory either.
    void clear() { *this = ClientIndex(factor_); }

    /// Has the memory fetched that `find` will look at first.
    void prefetch(std::uint64_t client) const {
        const Table& table = table_of(client);
        if (table.slots) prefetch_line(&table.slots[table.home(tag_of(client))]);
    }
    /// The client that `find` will most likely look at; `nobody` if there is none. Shape: a guess.
    ClientId guess(std::uint64_t client) const {
        return find(client, [](ClientId) { return true; });
    }

private:
    struct Slot {
        std::uint32_t tag = 0;
        std::uint32_t next_id = 0;  // the client's number plus one; 0: empty
    };
    /// Slots, a power of two of them, or none.
    struct Table {
        Table() = default;
        explicit Table(unsigned the_bits) : slots(std::size_t{1} << the_bits), bits(the_bits) {}

        std::size_t size() const { return slots ? std::size_t{1} << bits : 0; }
        std::size_t home(std::uint32_t tag) const { return tag >> (32 - bits); }
        std::size_t next(std::size_t at) const { return (at + 1) & (size() - 1); }
        void put(Slot slot) const;
        void take_out(std::size_t at) const;

        ZeroedArray<Slot> slots;
        unsigned bits = 0;
    };

    /// Where a client belongs, and what tells it from most others.
    std::uint32_t tag_of(std::uint64_t client) const {
        return static_cast<std::uint32_t>(client * factor_ >> 32);
    }

    /// Whether what has this home in the old table has been taken over by the new one.
    bool is_taken_over(std::size_t home) const { return ((home - first_) & (old_.size() - 1)) < taken_over_; }
    const Table& table_of(std::uint64_t client) const {
        return old_.slots && !is_taken_over(old_.home(tag_of(client))) ? old_ : now_;
    }
    void grow();
    void take_over();

    std::uint64_t factor_;
    Table now_;
    std::size_t used_ = 0;   // of both tables
    Table old_;              // what is being taken over; none at rest
    std::size_t first_ = 0;  // where taking over began: behind an empty slot, so that no run is cut in two
    std::size_t taken_over_ = 0;  // so many slots
};

}  // namespace herd::core
