#include "core/announcements.hpp"

#include <utility>

namespace herd::core {

Announcements::Announcements(std::size_t neighbours) {
    for (NeighbourId id = 0; id < neighbours; ++id) add_neighbour();
}

void Announcements::add_neighbour() {
    batches_.push_back({{}, waiting_.add(static_cast<NeighbourId>(batches_.size()))});
}

bool Announcements::add(NeighbourId to, const Announced& announced, SteadyTime now) {
    Batch& batch = batches_[to];
    if (batch.entries.empty()) waiting_.watch(batch.waiting, now);
    batch.entries.push_back(announced);
    return batch.entries.size() >= announcement_limit;
}

std::vector<Announced> Announcements::take(NeighbourId to) {
    Batch& batch = batches_[to];
    waiting_.rest(batch.waiting);
    return std::exchange(batch.entries, {});
}

}  // namespace herd::core
