#include "trace/selection.hpp"

#include <algorithm>
#include <iterator>

namespace herd::trace {

Trace select_events(const Trace& trace, const Selection& selection) {
    Trace selected{trace.servers, trace.links, {}, trace.dropped};
    std::copy_if(trace.events.begin(), trace.events.end(), std::back_inserter(selected.events),
                 [&selection](const Event& event) { return selection.has(event); });
    return selected;
}

}  // namespace herd::trace
