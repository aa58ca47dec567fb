#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trace/event.hpp"

namespace herd::trace {

/// A while in which a link or a server was not as it should be.
struct Disturbance {
    enum class Kind {
        link_down,  // `server` and `peer` are its ends
        stopped,    // `server`, in order; or it had not been started yet
        crashed,    // `server`
        paused,     // `server`
        fault,      // on what leaves `server` for `peer`, or on their link; without `peer`, on `server`
    };
    Kind kind{};
    core::ServerIndex server = 0;
    std::optional<core::ServerIndex> peer;
    std::string what;                  // why the link went down, or which fault it is; printable
    std::optional<std::size_t> begin;  // the event that began it; nothing: it was so when the trace begins
    std::optional<std::size_t> end;    // the event that ended it; nothing: it is so at the end of the trace

    /// Whether it was so at an event, or began or ended with it.
    bool covers(std::size_t event) const { return (!begin || *begin <= event) && (!end || event <= *end); }
    bool is_of_link(core::ServerIndex a, core::ServerIndex b) const {
        return peer && ((server == a && *peer == b) || (server == b && *peer == a));
    }
    /// The first word of `what`: which kind of fault it is.
    std::string_view verb() const { return std::string_view(what).substr(0, what.find_first_of(" :")); }
    /// Whether it is a fault that keeps a link from being up.
    bool cuts() const;
    /// Whether it may hold up, or lose, what is on its way in that direction.
    bool concerns(core::ServerIndex from, core::ServerIndex to) const;
};

/// All disturbances of a trace, in the order in which they begin. A link is down while either end is; at
/// first it is as its first events let one think.
std::vector<Disturbance> find_disturbances(const Trace& trace);

/// `the link Alford-Welsh is down: cut`, `Ball is paused`, `latency 50ms on Alford-Welsh`.
std::string format_disturbance(const Disturbance& disturbance, const Trace& trace);

}  // namespace herd::trace
