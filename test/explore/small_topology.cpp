#include "small_topology.hpp"

#include <utility>

#include "base/assert.hpp"
#include "core/roster.hpp"

namespace herd::test {

explore::Topology make_pair() {
    return {"pair", "", {"Ant", "Bee"}, {{0, 1}}};
}

explore::Topology make_line() {
    return {"line", "", {"Ant", "Bee", "Cat"}, {{0, 1}, {1, 2}}};
}

explore::Topology make_triangle() {
    return {"triangle", "", {"Ant", "Bee", "Cat"}, {{0, 1}, {0, 2}, {1, 2}}};
}

TabulatedCase::TabulatedCase(const explore::Topology& topology, explore::Updates updates,
                             explore::CutLinks cut)
    : wiring_(topology), updates_(std::move(updates)), cut_(cut) {
    const core::Roster roster(topology.servers);
    for (topology::Node server = 0; server < wiring_.servers(); ++server) {
        const auto table =
            explore::tabulate(roster, server, wiring_.neighbours(server), wiring_.up(server, cut), updates_);
        HERD_ASSERT(table);
        tables_.push_back(*table);
    }
}

explore::Searched TabulatedCase::search() const {
    explore::Case explored{wiring_, updates_, cut_, {}};
    for (const auto& table : tables_) explored.tables.push_back(&table);
    return explore::search_orders(explored);
}

}  // namespace herd::test
