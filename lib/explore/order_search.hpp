#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "explore/count.hpp"
#include "explore/expectation.hpp"
#include "explore/level.hpp"
#include "explore/reaction.hpp"
#include "explore/updates.hpp"
#include "explore/wiring.hpp"

namespace herd::explore {

/// One choice of updates and of links that are cut, and how the servers react in it. All outlive the search.
struct Case {
    const Wiring& wiring;
    const Updates& updates;
    CutLinks cut = 0;
    std::vector<const ReactionTable*> tables;  // by server
};

/// What must hold in whatever order things happen.
enum class Law : std::uint8_t {
    no_regression,     // no server goes back to an older update
    once_a_direction,  // no update crosses a link twice in the same direction
    agreement,         // in the end, each server holds the newest update of its part
    message_count,     // and the updates took as many messages as they should
};
inline constexpr std::size_t law_count = 4;

/// A law that does not hold, and after how many steps that shows.
struct Violation {
    Law law{};
    std::size_t steps = 0;
};

/// What was met on all the orders of a case, until a law was broken.
struct Searched {
    std::uint64_t states = 0;
    std::uint64_t transitions = 0;
    Orders orders = 0;  // in which all can happen
    std::optional<Violation> violation;
};

/// Follows every order of the steps of a case at once: states that are the same go on the same. A violation
/// that is found shows in as few steps as any.
Searched search_orders(const Case& explored);

/// The steps that lead to the violation that a search has found. The last one breaks the law, if it is one
/// that steps break.
std::vector<Event> find_order(const Case& explored);

/// What an event tells to whom.
struct Telling {
    topology::Node server = 0;
    Input input;
};
Telling explain_event(const Case& explored, State state, Event event);

/// The state after an event; the law that it broke, if any.
struct Stepped {
    State state = 0;
    std::optional<Law> broken;
};
Stepped step(const Case& explored, State state, Event event);

/// Nothing told yet.
State first_state(const Updates& updates);

}  // namespace herd::explore
