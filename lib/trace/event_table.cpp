#include "trace/event_table.hpp"

#include <ostream>
#include <string>

#include "trace/elapsed.hpp"
#include "trace/story.hpp"
#include "trace/text_table.hpp"
#include "trace/update.hpp"

namespace herd::trace {
namespace {

constexpr std::size_t piece_size = 65536;

std::string format_peer(const Event& event, const Trace& trace) {
    if (!event.peer) return {};
    const std::string& name = trace.servers[*event.peer];
    if (event.client.empty()) return "-- " + name;
    return (destination_of(event) == event.peer ? "-> " : "<- ") + name;
}

TextTable::Row make_row(const Event& event, const Trace& trace, nanoseconds start) {
    const auto update = update_of(event);
    const std::string detail = (event.is_resync ? "resync " : "") + format_printable(event.detail);
    return {std::to_string(event.seq),
            format_offset(event.t - start),
            "L" + std::to_string(event.lamport),
            trace.servers[event.server],
            std::string(format_kind(event.kind)),
            format_peer(event, trace),
            update ? format_update(*update) : "",
            update ? "hop " + std::to_string(event.hop) : "",
            detail};
}

}  // namespace

void write_event_table(const Trace& trace, std::ostream& out) {
    out << format_dropped(trace);
    if (trace.events.empty()) {
        out << "no events\n";
        return;
    }
    // Twice over all events, so that what has columns need not be kept.
    const nanoseconds start = trace.events.front().t;
    TextTable table("rrrllllll");
    for (const auto& event : trace.events) table.widen(make_row(event, trace, start));
    std::string text;
    for (const auto& event : trace.events) {
        table.append_line(make_row(event, trace, start), text);
        if (text.size() < piece_size) continue;
        out << text;
        text.clear();
    }
    out << text;
}

}  // namespace herd::trace
