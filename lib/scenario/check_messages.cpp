#include "scenario/check_messages.hpp"

namespace herd::scenario {

MessageCount count_messages(const trace::Trace& trace, const trace::UpdateId& update) {
    MessageCount count;
    for (const auto& event : trace.events) {
        if (!trace::is_about(event, update)) continue;
        if (event.kind == trace::Kind::forwarded) ++count.flooded;
        if (event.kind == trace::Kind::resynced) ++count.resynced;
    }
    return count;
}

Findings check_messages(const trace::Trace& trace, const trace::UpdateId& update, std::size_t count) {
    const auto seen = count_messages(trace, update);
    if (seen.flooded == count) return {};
    std::string text = std::to_string(seen.flooded) + " messages carried " + trace::format_update(update) +
                       ", not " + std::to_string(count);
    if (seen.resynced > 0) text += " (" + std::to_string(seen.resynced) + " more in resyncs do not count)";
    return {text};
}

}  // namespace herd::scenario
