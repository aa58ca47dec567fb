#include <ostream>

#include "base/assert.hpp"
#include "trace/event_json.hpp"
#include "trace/json_object.hpp"
#include "trace/trace_file.hpp"

namespace herd::trace {
namespace {

constexpr std::size_t written_piece_size = 65536;

void append_names(const Trace& trace, std::string& text) {
    text += "{\"servers\":[";
    for (std::size_t i = 0; i < trace.servers.size(); ++i) {
        if (i > 0) text += ',';
        append_json_string(trace.servers[i], text);
    }
    text += "],\n\"links\":[";
    for (std::size_t i = 0; i < trace.links.size(); ++i) {
        const auto [a, b] = trace.links[i];
        HERD_ASSERT(a < trace.servers.size() && b < trace.servers.size());
        text += i > 0 ? ",[" : "[";
        append_json_string(trace.servers[a], text);
        text += ',';
        append_json_string(trace.servers[b], text);
        text += ']';
    }
    text += "],\n";
}

}  // namespace

void write_trace(const Trace& trace, std::ostream& out) {
    std::string text;
    append_names(trace, text);
    text += "\"events\":[";
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
        text += i > 0 ? ",\n" : "\n";
        append_event_json(trace.events[i], trace.servers, text);
        if (text.size() < written_piece_size) continue;
        out << text;
        text.clear();
    }
    text += "\n],\n\"dropped\":" + std::to_string(trace.dropped) + "}\n";
    out << text;
}

}  // namespace herd::trace
