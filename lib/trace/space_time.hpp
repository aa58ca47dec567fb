#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "trace/disturbance.hpp"
#include "trace/event.hpp"
#include "trace/selection.hpp"
#include "trace/update.hpp"

namespace herd::trace {

/// What a server did with an update at one go: it came, something became of it, it was sent on.
struct Step {
    core::ServerIndex server = 0;
    std::size_t update = 0;    // in `SpaceTime::updates`
    std::size_t first = 0;     // event
    std::size_t last = 0;      // event
    Kind kind{};               // what became of it; or else its first event
    bool is_received = false;  // from a client
};

/// A message from one step to another.
struct Arrow {
    std::optional<std::size_t> from;  // step; nothing: sent before the picture begins
    std::optional<std::size_t> to;    // step; nothing: it did not arrive before the picture ends
    core::ServerIndex source = 0;
    core::ServerIndex destination = 0;
    std::size_t update = 0;
    std::uint16_t hop = 0;
    bool is_resync = false;
    bool is_lost = false;  // its link or its destination went down before it arrived
};

/// What a space-time diagram shows: steps on the lines of servers, and messages between them. Events are
/// named by their places in the trace.
struct SpaceTime {
    std::vector<UpdateId> updates;  // in the order in which they appear
    std::vector<Step> steps;        // in the order of their first events
    std::vector<Arrow> arrows;
    std::vector<Disturbance> disturbances;  // that were at some time of the picture
    std::size_t begin = 0;                  // the first event of the picture
    std::size_t end = 0;                    // behind its last one
    std::size_t left_out = 0;               // selected events behind that
};

/// Shape: at most so many steps, and so many events besides; what comes behind is left out.
SpaceTime make_space_time(const Trace& trace, const Selection& selection, std::size_t most_steps);

}  // namespace herd::trace
