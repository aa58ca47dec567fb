// Any text as a trace: it has a fault, told on one line, or reads back as it was written, and can be
// explained and drawn.

#include <sstream>

#include "base/assert.hpp"
#include "fuzz_input.hpp"
#include "trace/event_table.hpp"
#include "trace/explain.hpp"
#include "trace/mermaid_diagram.hpp"
#include "trace/perfetto_json.hpp"
#include "trace/shiviz_log.hpp"
#include "trace/story.hpp"
#include "trace/svg_diagram.hpp"
#include "trace/trace_file.hpp"

using namespace herd::trace;

namespace {

std::string write(const Trace& trace) {
    std::ostringstream out;
    write_trace(trace, out);
    return out.str();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const herd::fuzz::Input input(data, size);
    const auto trace = parse_trace(input.rest(), "trace.json");
    if (!trace) {
        HERD_ASSERT(trace.error().starts_with("trace.json:"));
        HERD_ASSERT(trace.error().find('\n') == std::string::npos);
        return 0;
    }
    const std::string text = write(*trace);
    const auto back = parse_trace(text, "trace.json");
    HERD_ASSERT(back && write(*back) == text);

    std::ostringstream out;
    write_event_table(*trace, out);
    write_perfetto_json(*trace, out);
    write_shiviz_log(*trace, out);
    HERD_ASSERT(!make_mermaid_diagram(*trace, {}).text.empty());
    HERD_ASSERT(make_svg_diagram(*trace, {}) || trace->servers.size() > most_svg_servers);
    for (const auto& client : find_clients(*trace)) {
        HERD_ASSERT(!format_story(*trace, client).empty());
        const auto explanation = explain(*trace, client);
        HERD_ASSERT(explanation && !format_explanation(*explanation, *trace).empty());
    }
    return 0;
}
