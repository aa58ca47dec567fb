#pragma once

#include <cstddef>
#include <cstdint>

#include "explore/reaction.hpp"
#include "explore/wire.hpp"
#include "topology/graph.hpp"

namespace herd::explore {

/// Where a herd stands: which updates clients have yet to tell, what each server holds, and what was and is
/// on each direction of each link. It says how many steps led to it, so the states that so many steps lead to
/// are a level, and no state is on two.
using State = std::uint64_t;

/// How a herd of so many servers is packed into a state.
class Layout {
public:
    explicit Layout(std::size_t servers) : wires_(2 + 2 * servers) {}

    static bool is_untold(State state, UpdateIndex update) { return ((state >> update) & 1U) != 0; }
    static State told(State state, UpdateIndex update) { return state & ~(State{1} << update); }

    static Held held(State state, topology::Node server) {
        return static_cast<Held>((state >> (2 + 2 * server)) & 3U);
    }
    static State with_held(State state, topology::Node server, Held held) {
        const auto shift = 2 + 2 * server;
        return (state & ~(State{3} << shift)) | (State{held} << shift);
    }

    Wire wire(State state, std::size_t direction) const {
        return static_cast<Wire>((state >> (wires_ + 4 * direction)) & 15U);
    }
    State with_wire(State state, std::size_t direction, Wire wire) const {
        const auto shift = wires_ + 4 * direction;
        return (state & ~(State{15} << shift)) | (State{wire} << shift);
    }

private:
    std::size_t wires_;  // the bit at which wires begin
};

}  // namespace herd::explore
