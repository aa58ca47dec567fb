#pragma once

#include "explore/order_search.hpp"
#include "explore/tabulate.hpp"
#include "explore/topology.hpp"
#include "explore/updates.hpp"
#include "explore/wiring.hpp"

namespace herd::test {

explore::Topology make_pair();      // Ant-Bee
explore::Topology make_line();      // Ant-Bee-Cat
explore::Topology make_triangle();  // Ant, Bee and Cat, each with each

/// A case and all that it needs.
class TabulatedCase {
public:
    TabulatedCase(const explore::Topology& topology, explore::Updates updates, explore::CutLinks cut);

    explore::Searched search() const;

private:
    explore::Wiring wiring_;
    explore::Updates updates_;
    explore::CutLinks cut_;
    std::vector<explore::ReactionTable> tables_;
};

}  // namespace herd::test
