#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "trace/event.hpp"
#include "trace/update.hpp"

namespace herd::trace {

/// A part of a difference between what was predicted and what was measured.
struct Reason {
    std::ptrdiff_t difference = 0;  // measured less predicted, as far as this explains it
    std::string why;
    friend bool operator==(const Reason&, const Reason&) = default;
};

/// Something predicted beside what was measured.
/// Shape: the differences of the reasons add up to `measured - predicted`, save those of worst hops.
struct Figure {
    std::size_t predicted = 0;
    std::size_t measured = 0;
    std::vector<Reason> reasons;
};

/// An update as it would have spread alone over a whole herd, and as it did.
struct Prediction {
    UpdateId update;
    Figure messages;                         // forwarded, whether they arrived or not
    std::optional<std::size_t> on_links_up;  // messages predicted without the links that were down at first;
                                             // nothing: none was
    Figure worst_hops;                       // links to the server that was farthest; a reason for each
                                             // server that it came to by a detour
    Figure servers;                          // that heard of it, the first one included
    Figure resyncs;                          // messages that made up for what was missed
};

/// Whether all is as predicted.
bool holds(const Prediction& prediction);

/// The updates of a run, the newest first.
struct Predictions {
    std::vector<Prediction> newest;
    std::size_t updates = 0;  // of which `newest` are some: those that clients sent and were news
    std::size_t older = 0;    // those that began before the trace does: nothing can be said of them
};

/// Predicts from the links of the trace, and finds the reasons for differences in its events. Where there is
/// none in the trace, the reason says what was done or left out, and by whom.
/// Source: docs/topology.md, "After a run"
Predictions predict(const Trace& trace, std::size_t limit);

/// For people: a few lines an update; those that went as predicted have one.
std::string format_predictions(const Predictions& predictions, const Trace& trace);

}  // namespace herd::trace
