#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "trace/disturbance.hpp"
#include "trace/event.hpp"
#include "trace/message.hpp"
#include "trace/spread.hpp"
#include "trace/update.hpp"

namespace herd::trace {

/// What a server has of a client at the end of a trace.
struct Holding {
    std::optional<UpdateId> record;          // nothing: none that the trace tells of
    std::optional<std::size_t> since;        // the event with which it accepted it
    std::optional<std::size_t> lost_newest;  // the last start at which it forgot the newest one
};

/// What explains where an update is and where it is not.
/// Shape: events are named by their places in `trace.events`; `trace` outlives it.
class History {
public:
    History(const Trace& trace, const UpdateId& update);
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    const Trace& trace() const { return trace_; }
    const Spread& spread() const { return spread_; }
    const Holding& holding(core::ServerIndex server) const { return holdings_[server]; }
    bool has_newest(core::ServerIndex server) const { return holdings_[server].record == spread_.update; }

    /// When an event happened. Units: since the first event of the update.
    nanoseconds at(std::size_t event) const { return trace_.events[event].t - start_; }

    /// The message that an update was delivered with.
    const Message* message_of(std::size_t delivered) const;
    /// The last time that the update was sent over a link in that direction.
    const Message* last_message(core::ServerIndex from, core::ServerIndex to) const;

    const std::vector<core::ServerIndex>& neighbours(core::ServerIndex server) const {
        return neighbours_[server];
    }
    /// When a server was stopped or had crashed, or was paused, in the order in which that began.
    const std::vector<const Disturbance*>& outages(core::ServerIndex server) const {
        return outages_[server];
    }
    /// What was on a link, in the order in which it began: that it was down, and faults.
    const std::vector<const Disturbance*>& troubles(core::ServerIndex a, core::ServerIndex b) const;

    /// What keeps a server from running at the end of the trace: stopped, crashed or paused.
    const Disturbance* outage(core::ServerIndex server) const;
    /// The last time that a link was down, of those that had begun by that event.
    const Disturbance* link_down(core::ServerIndex a, core::ServerIndex b, std::size_t by) const;
    /// Faults that held at some time from one event to another and bear upon what `from` sends to `to`.
    std::vector<const Disturbance*> faults(core::ServerIndex from, core::ServerIndex to, std::size_t begin,
                                           std::size_t end) const;

    /// The last event of the trace.
    std::size_t last_event() const { return trace_.events.empty() ? 0 : trace_.events.size() - 1; }

private:
    using Link = std::pair<core::ServerIndex, core::ServerIndex>;

    void find_holdings();
    void sort_disturbances();

    const Trace& trace_;
    Spread spread_;
    std::vector<Message> messages_;
    std::vector<std::optional<std::size_t>> message_of_;
    std::vector<Disturbance> disturbances_;
    std::vector<std::vector<core::ServerIndex>> neighbours_;
    std::vector<std::vector<const Disturbance*>> outages_;      // by server
    std::map<Link, std::vector<const Disturbance*>> troubles_;  // by link, the lesser end first
    std::map<Link, std::size_t> last_messages_;                 // by direction
    std::vector<Holding> holdings_;
    nanoseconds start_{};
};

}  // namespace herd::trace
