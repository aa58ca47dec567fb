#pragma once

#include <cstdint>
#include <functional>
#include <map>

#include "net/asio.hpp"

namespace herd::net {

/// Conditions that somebody waits for. They are looked at again whenever something has happened that may
/// have made them true, and never by the clock.
class Watch {
public:
    explicit Watch(asio::io_context& loop) : loop_(loop) {}

    using Id = std::uint64_t;

    /// Calls `met` once, on the loop, as soon as `condition` holds.
    Id add(std::function<bool()> condition, std::function<void()> met);
    void cancel(Id id) { waiting_.erase(id); }

    bool empty() const { return waiting_.empty(); }
    /// Something happened: the conditions are looked at at the end of the loop's turn.
    void wake();

private:
    struct Entry {
        std::function<bool()> condition;
        std::function<void()> met;
    };
    void look();

    asio::io_context& loop_;
    std::map<Id, Entry> waiting_;
    Id last_ = 0;
    bool will_look_ = false;
};

}  // namespace herd::net
