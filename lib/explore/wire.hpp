#pragma once

#include <array>
#include <cstdint>

#include "explore/updates.hpp"

namespace herd::explore {

/// One direction of a link, in four bits: which updates were ever sent on it, which of them are still on
/// their way, and in which order. 0 is nothing at all.
using Wire = std::uint8_t;

inline constexpr Wire sent_twice = 15;
inline constexpr UpdateIndex no_update = 2;

namespace wire_states {

// A and B are on their way, the next one first; a and b were delivered.
enum : Wire { none, A, B, AB, BA, a, b, aB, bA, ab };

inline constexpr std::array<std::array<Wire, 2>, 10> after_sending{{
    {A, B},
    {sent_twice, AB},
    {BA, sent_twice},
    {sent_twice, sent_twice},
    {sent_twice, sent_twice},
    {sent_twice, aB},
    {bA, sent_twice},
    {sent_twice, sent_twice},
    {sent_twice, sent_twice},
    {sent_twice, sent_twice},
}};
inline constexpr std::array<UpdateIndex, 10> next{no_update, 0,         1, 0, 1,
                                                  no_update, no_update, 1, 0, no_update};
inline constexpr std::array<Wire, 10> after_delivery{none, a, b, aB, bA, a, b, ab, ab, ab};

}  // namespace wire_states

/// The wire with an update put into it; `sent_twice`, if it was sent on it before.
inline Wire send(Wire wire, UpdateIndex update) {
    return wire_states::after_sending[wire][update];
}

/// The update that is delivered next; `no_update`, if none is on its way.
inline UpdateIndex next_update(Wire wire) {
    return wire_states::next[wire];
}

/// The wire once that update is delivered.
inline Wire deliver(Wire wire) {
    return wire_states::after_delivery[wire];
}

/// Whether an update was ever sent on it.
inline bool was_sent(Wire wire, UpdateIndex update) {
    return send(wire, update) == sent_twice;
}

}  // namespace herd::explore
