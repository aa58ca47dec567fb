#include "explore/expectation.hpp"

#include <algorithm>

#include "topology/parts.hpp"

namespace herd::explore {

Expectation make_expectation(const Wiring& wiring, CutLinks cut, const Updates& updates) {
    Expectation expected;
    expected.held.resize(wiring.servers());
    for (const auto& part : topology::find_parts(wiring.without(cut))) {
        Held held = 0;
        for (UpdateIndex update = 0; update < updates.size(); ++update) {
            if (!std::binary_search(part.nodes.begin(), part.nodes.end(), updates.origin(update))) continue;
            // The same update told again is no second one.
            if (update == 1 && updates.relation() == Relation::repeated) continue;
            const bool is_of_same_client = !updates.has_two_clients();
            if (held != 0 && is_of_same_client) {
                expected.messages[0].least = 0;
                held = 0;
            }
            held |= held_of(update);
            expected.messages[update] = {part.update_cost(), part.update_cost()};
        }
        for (const auto node : part.nodes) expected.held[node] = held;
    }
    return expected;
}

}  // namespace herd::explore
