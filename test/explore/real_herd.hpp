#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "core/roster.hpp"
#include "core/server.hpp"
#include "explore/topology.hpp"
#include "explore/updates.hpp"
#include "explore/wiring.hpp"

namespace herd::test {

/// Real servers and the bytes between them, without tables or states: what the exploration is compared with.
class RealHerd {
public:
    RealHerd(const explore::Topology& topology, const explore::Updates& updates, explore::CutLinks cut);

    /// What may happen next: 0 and 1 are clients that tell A and B, others a delivery on a direction.
    std::vector<std::size_t> choices() const;
    void happen(std::size_t choice);

    /// The AT line of what a server holds of the client of A.
    std::string held(std::size_t server) const;
    std::size_t size() const { return servers_.size(); }

private:
    void collect(std::size_t server);

    core::Roster roster_;
    const explore::Updates& updates_;
    explore::Wiring wiring_;
    std::vector<std::unique_ptr<core::Server>> servers_;
    std::vector<std::deque<std::string>> wires_;
    std::vector<bool> is_told_;
    core::Outbox outbox_;
};

/// Every order of a case, one after another, each on servers of its own.
struct EveryOrder {
    std::size_t orders = 0;
    std::size_t agreeing = 0;  // that end with the same record everywhere
};
EveryOrder try_every_order(const explore::Topology& topology, const explore::Updates& updates,
                           explore::CutLinks cut);

}  // namespace herd::test
