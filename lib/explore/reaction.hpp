#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "explore/updates.hpp"

namespace herd::explore {

/// Which updates a server holds: 1 is A, 2 is B; both only if they are of two clients.
using Held = std::uint8_t;

inline Held held_of(UpdateIndex update) {
    return static_cast<Held>(1U << update);
}

/// What a server is told: an update, by its client, or by the neighbour of that place in the list of the
/// server's neighbours.
struct Input {
    UpdateIndex update = 0;
    int neighbour = -1;  // or -1: the client

    bool is_client() const { return neighbour < 0; }
    /// A place of its own for each input, from 0.
    std::size_t index() const { return static_cast<std::size_t>(2 * (neighbour + 1)) + update; }
};

/// What a server does about an input.
struct Reaction {
    bool is_known = false;
    Held held = 0;           // afterwards
    UpdateIndex update = 0;  // that it sends on
    std::uint8_t to = 0;     // to these neighbours, a bit each

    friend bool operator==(const Reaction&, const Reaction&) = default;
};

inline constexpr std::size_t input_limit = 16;

/// A server's reactions, by what it holds and what it is told.
class ReactionTable {
public:
    Reaction& at(Held held, const Input& input) { return reactions_[held * input_limit + input.index()]; }
    const Reaction& at(Held held, const Input& input) const {
        return reactions_[held * input_limit + input.index()];
    }

private:
    std::array<Reaction, 4 * input_limit> reactions_{};
};

}  // namespace herd::explore
