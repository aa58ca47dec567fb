#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.hpp"

namespace herd::sim {

/// What happens in a simulation.
enum class EventKind : std::uint8_t {
    // At a server; `index` is the server, `number` its life.
    deadline,
    places_answer,  // `number` is the place in the list of answers
    end_sessions,
    stop_limit,
    start_again,
    // Between a client and its server; `index` is the client.
    client_connects,
    client_comes,
    client_turn,
    client_reads,
    client_hears,
    // On a link; `index` is the link, `end` the end that it happens at, `number` the connection or the try.
    link_bytes,
    link_dialled,
    link_comes_up,
    link_broken,
    link_refused,
    link_redials,
    link_gives_up,
    link_state,
    link_shaped,
    link_missed,
    link_spent,  // `number` is what: `fault::Control::Spent`
    // To the herd.
    faults,
};

/// Something that will happen. Events of one time happen in the order in which they were planned.
struct Event {
    SteadyTime time;
    std::uint64_t order = 0;
    std::uint64_t number = 0;
    std::uint32_t index = 0;
    EventKind kind{};
    std::uint8_t end = 0;
};

/// What will happen, soonest first: a binary heap.
class EventQueue {
public:
    void add(SteadyTime time, EventKind kind, std::uint32_t index, std::uint8_t end = 0,
             std::uint64_t number = 0) {
        events_.push_back({time, next_order_++, number, index, kind, end});
        std::push_heap(events_.begin(), events_.end(), is_later);
    }

    std::optional<SteadyTime> next_time() const {
        if (events_.empty()) return std::nullopt;
        return events_.front().time;
    }

    /// Shape: there is one.
    Event pop() {
        std::pop_heap(events_.begin(), events_.end(), is_later);
        const Event event = events_.back();
        events_.pop_back();
        return event;
    }

private:
    static bool is_later(const Event& a, const Event& b) {
        return a.time != b.time ? a.time > b.time : a.order > b.order;
    }

    std::vector<Event> events_;
    std::uint64_t next_order_ = 0;
};

}  // namespace herd::sim
