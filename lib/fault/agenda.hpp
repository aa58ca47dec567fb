#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "base/time.hpp"

namespace herd::fault {

/// What will happen by itself, in the order of the times; at the same time, in the order of the entries.
template <class Event>
class Agenda {
public:
    using Key = std::pair<SteadyTime, std::uint64_t>;

    Key add(SteadyTime time, Event event) {
        return events_.emplace(Key(time, next_++), std::move(event)).first->first;
    }

    /// Takes an event out before its time; nothing, if it is not there any more.
    void remove(std::optional<Key>& key) {
        if (key) events_.erase(*key);
        key.reset();
    }

    /// Takes out the first event if its time has come.
    std::optional<Event> pop(SteadyTime now) {
        if (events_.empty() || events_.begin()->first.first > now) return std::nullopt;
        return std::move(events_.extract(events_.begin()).mapped());
    }

    std::optional<SteadyTime> next_time() const {
        if (events_.empty()) return std::nullopt;
        return events_.begin()->first.first;
    }

    bool empty() const { return events_.empty(); }

private:
    std::map<Key, Event> events_;
    std::uint64_t next_ = 0;
};

}  // namespace herd::fault
