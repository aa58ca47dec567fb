#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trace/event.hpp"
#include "trace/update.hpp"

namespace herd::trace {

/// Why a server has or has not got a client's newest record.
struct ServerExplanation {
    enum class Has { newest, older, nothing };
    Has has = Has::nothing;
    std::optional<UpdateId> record;      // that it has
    std::optional<std::size_t> arrival;  // the event with which the newest one came, as a place in the trace
    std::vector<std::string> why;        // the main reason first, each a line without its end
};

/// Why each server has or has not got a client's newest record, at the end of a trace.
struct Explanation {
    UpdateId newest;
    std::vector<ServerExplanation> servers;  // as in the trace
};

/// Errors: nothing, if the trace tells nothing of the client.
std::optional<Explanation> explain(const Trace& trace, std::string_view client);

/// The explanation as text for people, lines with their ends.
std::string format_explanation(const Explanation& explanation, const Trace& trace);

/// The explanation as a JSON object on one line.
/// Source: docs/trace.md, "herd explain"
std::string format_explanation_json(const Explanation& explanation, const Trace& trace);

}  // namespace herd::trace
