#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/time.hpp"
#include "core/announced.hpp"
#include "core/observer.hpp"

namespace herd::core {

/// Records that neighbours have announced and that have not come: each is to be asked for when its time is
/// over. A client's record counts once for each neighbour that announced it, and of each only the last one.
class AwaitedRecords {
public:
    struct Awaited {
        NeighbourId from = 0;
        Announced announced;
    };

    /// Returns whether there was room.
    bool add(NeighbourId from, const Announced& announced, SteadyTime due);

    /// When the first one is due.
    std::optional<SteadyTime> next_due() const;
    /// The first one if it is due; it is awaited no longer.
    std::optional<Awaited> take_due(SteadyTime now);

    /// The client's record has been asked for: whoever else announced it has time until then.
    void postpone(std::uint64_t client, SteadyTime due);

    /// Those of a client's that are not missing any more are awaited no longer.
    template <class IsMissing>
    void resolve(std::uint64_t client, IsMissing is_missing) {
        for (auto at = waiting_.lower_bound({client, 0});
             at != waiting_.end() && at->first.first == client;) {
            at = is_missing(at->second.announced) ? std::next(at) : remove(at);
        }
    }

    /// None of a neighbour's are awaited any longer.
    void drop(NeighbourId from);

    bool empty() const { return waiting_.empty(); }
    std::size_t size() const { return waiting_.size(); }

    static constexpr std::size_t limit = 4096;

private:
    using Key = std::pair<std::uint64_t, NeighbourId>;  // client and neighbour
    struct Waiting {
        Announced announced;
        SteadyTime due;
    };
    using Map = std::map<Key, Waiting>;

    Map::iterator remove(Map::iterator at);

    Map waiting_;
    std::set<std::pair<SteadyTime, Key>> by_due_;
};

}  // namespace herd::core
