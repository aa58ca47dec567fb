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

std::size_t count_start_events(const Trace& trace) {
    const auto first = std::find_if(trace.events.begin(), trace.events.end(), [](const Event& event) {
        return event.kind != Kind::started && event.kind != Kind::link_up;
    });
    return static_cast<std::size_t>(first - trace.events.begin());
}

}  // namespace herd::trace
