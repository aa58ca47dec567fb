#pragma once

#include <list>
#include <optional>

#include "base/time.hpp"

namespace herd::core {

/// Things that are watched for having been quiet too long, in the order of when each was last heard of.
/// Hearing of one costs no allocation and no search, whatever their number.
template <class Id>
class QuietList {
    struct Entry {
        Id id;
        SteadyTime since;
        bool is_watched = false;
    };

public:
    using Handle = typename std::list<Entry>::iterator;

    /// A thing that is not watched yet.
    Handle add(Id id) { return unwatched_.insert(unwatched_.end(), Entry{id, {}, false}); }

    /// It was heard of: watch it from `now` on.
    void watch(Handle handle, SteadyTime now) {
        watched_.splice(watched_.end(), handle->is_watched ? watched_ : unwatched_, handle);
        handle->is_watched = true;
        handle->since = now;
    }

    /// Watch it no longer.
    void rest(Handle handle) {
        if (!handle->is_watched) return;
        unwatched_.splice(unwatched_.end(), watched_, handle);
        handle->is_watched = false;
    }

    void remove(Handle handle) { (handle->is_watched ? watched_ : unwatched_).erase(handle); }

    /// Since when the quietest one has been quiet.
    std::optional<SteadyTime> quiet_since() const {
        if (watched_.empty()) return std::nullopt;
        return watched_.front().since;
    }

    /// The quietest one, if it has been quiet since `limit` or earlier.
    std::optional<Id> quiet(SteadyTime limit) const {
        if (watched_.empty() || watched_.front().since > limit) return std::nullopt;
        return watched_.front().id;
    }

private:
    std::list<Entry> watched_;
    std::list<Entry> unwatched_;
};

}  // namespace herd::core
