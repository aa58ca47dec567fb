#include "trace_input.hpp"

#include <utility>

#include "config/text_file.hpp"
#include "herd_file.hpp"
#include "trace/trace_file.hpp"

namespace herd::app {

std::optional<trace::Trace> load_trace_or_complain(const std::string& file) {
    const auto text = config::read_text_file(file, trace::longest_trace);
    if (!text) {
        say(file + ": " + text.error().why);
        return std::nullopt;
    }
    auto trace = trace::parse_trace(*text, file);
    if (trace) return std::move(*trace);
    say(trace.error());
    return std::nullopt;
}

}  // namespace herd::app
