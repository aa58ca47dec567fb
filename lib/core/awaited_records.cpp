#include "core/awaited_records.hpp"

namespace herd::core {

bool AwaitedRecords::add(NeighbourId from, const Announced& announced, SteadyTime due) {
    const Key key{announced.client, from};
    if (const auto at = waiting_.find(key); at != waiting_.end()) {
        at->second.announced = announced;
        return true;
    }
    if (waiting_.size() >= limit) return false;
    waiting_.emplace(key, Waiting{announced, due});
    by_due_.emplace(due, key);
    return true;
}

std::optional<SteadyTime> AwaitedRecords::next_due() const {
    if (by_due_.empty()) return std::nullopt;
    return by_due_.begin()->first;
}

std::optional<AwaitedRecords::Awaited> AwaitedRecords::take_due(SteadyTime now) {
    if (by_due_.empty() || by_due_.begin()->first > now) return std::nullopt;
    const auto at = waiting_.find(by_due_.begin()->second);
    const Awaited awaited{at->first.second, at->second.announced};
    remove(at);
    return awaited;
}

void AwaitedRecords::postpone(std::uint64_t client, SteadyTime due) {
    for (auto at = waiting_.lower_bound({client, 0}); at != waiting_.end() && at->first.first == client;
         ++at) {
        by_due_.erase({at->second.due, at->first});
        at->second.due = due;
        by_due_.emplace(due, at->first);
    }
}

void AwaitedRecords::drop(NeighbourId from) {
    for (auto at = waiting_.begin(); at != waiting_.end();) {
        at = at->first.second == from ? remove(at) : std::next(at);
    }
}

AwaitedRecords::Map::iterator AwaitedRecords::remove(Map::iterator at) {
    by_due_.erase({at->second.due, at->first});
    return waiting_.erase(at);
}

}  // namespace herd::core
