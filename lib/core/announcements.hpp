#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "core/announced.hpp"
#include "core/observer.hpp"
#include "core/quiet_list.hpp"

namespace herd::core {

/// The records that are to be announced to each neighbour. They wait for others, so that many go at once.
class Announcements {
public:
    /// Shape: with no neighbours it takes nothing.
    explicit Announcements(std::size_t neighbours);

    /// There is one more neighbour: its number is the next one.
    void add_neighbour();

    /// Returns whether there are as many now as go at once.
    bool add(NeighbourId to, const Announced& announced, SteadyTime now);

    bool is_waiting(NeighbourId to) const { return to < batches_.size() && !batches_[to].entries.empty(); }
    /// Since when the first one has waited.
    std::optional<SteadyTime> since() const { return waiting_.quiet_since(); }
    /// The neighbour whose first one has waited longest, if that is since `limit` or earlier.
    std::optional<NeighbourId> due(SteadyTime limit) const { return waiting_.quiet(limit); }

    /// All that wait for one neighbour, oldest first; they wait no longer.
    std::vector<Announced> take(NeighbourId to);

private:
    struct Batch {
        std::vector<Announced> entries;
        QuietList<NeighbourId>::Handle waiting;
    };

    QuietList<NeighbourId> waiting_;
    std::vector<Batch> batches_;
};

}  // namespace herd::core
