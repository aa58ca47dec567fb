#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "control/back_office.hpp"
#include "control/event_filter.hpp"
#include "control/response.hpp"

namespace herd::control {

/// What a reader of events wants.
struct FeedOptions {
    EventFilter filter;
    std::optional<std::uint64_t> since;  // events after this one; nothing: from now on
    std::optional<std::size_t> thin;     // about so many a second at most
};

/// The events of a herd as they happen, as Server-Sent Events, for one reader. A reader that is slower than
/// the herd, or wants fewer events than there are, is told how many it misses.
/// Source: docs/control.md, "Events"
class EventFeed {
public:
    /// Shape: `office` outlives it.
    EventFeed(const BackOffice& office, FeedOptions options);

    /// Sends what has happened meanwhile; waits a little, if that is nothing. False, if the reader is gone or
    /// the service ends.
    bool send_next(const Send& send);

private:
    /// A stretch of the trace.
    struct Stretch {
        std::vector<trace::Event> events;  // those that are told
        std::uint64_t left_out = 0;        // of those that would be
    };

    Result<bool, Problem> begin(std::string& text);
    Result<Stretch, Problem> read();
    Result<Stretch, Problem> read_all();
    Result<Stretch, Problem> read_sample();
    Result<bool, Problem> read_piece(std::size_t limit, Stretch& stretch);

    const BackOffice& office_;
    FeedOptions options_;
    bool has_begun_ = false;
    std::uint64_t last_ = 0;  // the `seq` of the last event that was looked at
    std::vector<std::string> names_;
    SteadyTime sent_{};
};

}  // namespace herd::control
