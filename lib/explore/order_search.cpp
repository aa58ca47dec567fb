#include "explore/order_search.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include "base/assert.hpp"

namespace herd::explore {
namespace {

/// Whether what a server holds is older than what it held before.
bool is_older(Held now, Held before, const Updates& updates) {
    return updates.has_two_clients() ? (before & ~now) != 0 : now < before;
}

class Search {
public:
    /// Shape: with `keeps_levels`, the way to what it finds can be told afterwards.
    Search(const Case& explored, bool keeps_levels)
        : case_(explored),
          layout_(explored.wiring.servers()),
          expected_(make_expectation(explored.wiring, explored.cut, explored.updates)),
          keeps_levels_(keeps_levels),
          levels_(1) {}

    Searched run() {
        levels_.back().add(first_state(case_.updates), 1, 0, 0);
        Level spare;
        while (levels_.back().size() > 0) {
            spare.clear();
            follow(levels_.back(), spare);
            if (found_.violation) break;
            ++steps_;
            if (keeps_levels_) {
                levels_.push_back(spare);
            } else {
                std::swap(levels_.back(), spare);
            }
        }
        return found_;
    }

    std::vector<Event> order() const {
        std::vector<Event> events;
        if (broken_by_) events.push_back(*broken_by_);
        std::size_t place = broken_at_;
        for (std::size_t level = steps_; level > 0; --level) {
            events.push_back(levels_[level][place].event);
            place = levels_[level][place].parent;
        }
        std::reverse(events.begin(), events.end());
        return events;
    }

private:
    void follow(const Level& level, Level& next) {
        found_.states += level.size();
        for (std::uint32_t place = 0; place < level.size() && !found_.violation; ++place) {
            const State state = level[place].state;
            bool is_last = true;
            for (UpdateIndex update = 0; update < 2; ++update) {
                if (!Layout::is_untold(state, update)) continue;
                is_last = false;
                take(level, place, update, next);
            }
            for (std::size_t i = 0; i < case_.wiring.directions().size(); ++i) {
                if (next_update(layout_.wire(state, i)) == no_update) continue;
                is_last = false;
                take(level, place, static_cast<Event>(2 + i), next);
            }
            if (is_last) finish(level, place);
        }
    }

    void take(const Level& level, std::uint32_t place, Event event, Level& next) {
        if (found_.violation) return;
        const Stepped stepped = step(case_, level[place].state, event);
        ++found_.transitions;
        if (stepped.broken) {
            found_.violation = {*stepped.broken, steps_ + 1};
            broken_at_ = place;
            broken_by_ = event;
            return;
        }
        next.add(stepped.state, level.orders(place), place, event);
    }

    void finish(const Level& level, std::uint32_t place) {
        found_.orders += level.orders(place);
        const State state = level[place].state;
        if (const auto broken = check_end(state)) {
            found_.violation = {*broken, steps_};
            broken_at_ = place;
        }
    }

    std::optional<Law> check_end(State state) const {
        for (topology::Node server = 0; server < case_.wiring.servers(); ++server) {
            if (Layout::held(state, server) != expected_.held[server]) return Law::agreement;
        }
        for (UpdateIndex update = 0; update < 2; ++update) {
            std::size_t messages = 0;
            for (std::size_t i = 0; i < case_.wiring.directions().size(); ++i)
                messages += was_sent(layout_.wire(state, i), update) ? 1 : 0;
            const auto& expected = expected_.messages[update];
            if (messages < expected.least || messages > expected.most) return Law::message_count;
        }
        return std::nullopt;
    }

    const Case& case_;
    Layout layout_;
    Expectation expected_;
    bool keeps_levels_;
    std::deque<Level> levels_;  // the last one only, unless they are kept
    std::size_t steps_ = 0;     // to the last level
    Searched found_;
    std::size_t broken_at_ = 0;  // on the last level
    std::optional<Event> broken_by_;
};

}  // namespace

State first_state(const Updates& updates) {
    return updates.size() == 1 ? 1 : 3;
}

Telling explain_event(const Case& explored, State state, Event event) {
    if (event < 2) return {explored.updates.origin(event), {event, -1}};
    const std::size_t index = event - 2U;
    const Direction& direction = explored.wiring.directions()[index];
    const Wire wire = Layout(explored.wiring.servers()).wire(state, index);
    return {direction.to, {next_update(wire), direction.neighbour}};
}

Stepped step(const Case& explored, State state, Event event) {
    const Layout layout(explored.wiring.servers());
    const auto [server, input] = explain_event(explored, state, event);
    State next = 0;
    if (input.is_client()) {
        next = Layout::told(state, input.update);
    } else {
        const std::size_t direction = event - 2U;
        next = layout.with_wire(state, direction, deliver(layout.wire(state, direction)));
    }
    const Held held = Layout::held(state, server);
    const Reaction& reaction = explored.tables[server]->at(held, input);
    HERD_ASSERT(reaction.is_known);
    if (is_older(reaction.held, held, explored.updates)) return {next, Law::no_regression};
    next = Layout::with_held(next, server, reaction.held);
    const auto& ways_out = explored.wiring.ways_out(server);
    for (unsigned to = reaction.to, place = 0; to != 0; to >>= 1U, ++place) {
        if ((to & 1U) == 0) continue;
        const std::size_t direction = ways_out[place];
        const Wire wire = send(layout.wire(next, direction), reaction.update);
        if (wire == sent_twice) return {next, Law::once_a_direction};
        next = layout.with_wire(next, direction, wire);
    }
    return {next, std::nullopt};
}

Searched search_orders(const Case& explored) {
    return Search(explored, false).run();
}

std::vector<Event> find_order(const Case& explored) {
    Search search(explored, true);
    search.run();
    return search.order();
}

}  // namespace herd::explore
