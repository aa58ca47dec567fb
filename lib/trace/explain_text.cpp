#include <algorithm>

#include "trace/explain.hpp"
#include "trace/json_object.hpp"
#include "trace/story.hpp"
#include "trace/text_table.hpp"

namespace herd::trace {
namespace {

using Has = ServerExplanation::Has;

std::string_view format_has(Has has) {
    switch (has) {
        case Has::newest:
            return "newest";
        case Has::older:
            return "older";
        case Has::nothing:
            break;
    }
    return "nothing";
}

std::string_view format_mark(Has has) {
    switch (has) {
        case Has::newest:
            return "has it";
        case Has::older:
            return "has not";
        case Has::nothing:
            break;
    }
    return "has none";
}

std::string format_server_json(const ServerExplanation& server, const std::string& name, const Trace& trace) {
    std::string text;
    JsonObject object(text);
    object.text("server", name);
    object.text("has", format_has(server.has));
    if (server.record) {
        object.text("time", server.record->time);
        object.text("origin", trace.servers[server.record->origin]);
    }
    if (server.arrival) {
        const Event& event = trace.events[*server.arrival];
        object.count("seq", event.seq);
        object.number("t_ns", event.t.count());
        if (const auto from = source_of(event)) object.text("from", trace.servers[*from]);
        object.count("hop", event.hop);
        if (event.is_resync) object.flag("resync", true);
    }
    object.key("why");
    text += '[';
    for (std::size_t i = 0; i < server.why.size(); ++i) {
        if (i > 0) text += ',';
        append_json_string(server.why[i], text);
    }
    text += ']';
    object.end();
    return text;
}

}  // namespace

std::string format_explanation(const Explanation& explanation, const Trace& trace) {
    const auto& newest = explanation.newest;
    const auto have = std::count_if(explanation.servers.begin(), explanation.servers.end(),
                                    [](const auto& server) { return server.has == Has::newest; });
    std::string text = "The newest record of " + format_client(newest.client) + " is that of " + newest.time +
                       ", which " + trace.servers[newest.origin] + " received.\n" + std::to_string(have) +
                       " of " + std::to_string(explanation.servers.size()) +
                       " servers have it. Times are since it was received.\n\n";
    TextTable table("lll");
    for (std::size_t i = 0; i < explanation.servers.size(); ++i) {
        const auto& server = explanation.servers[i];
        const bool is_known = !server.why.empty();
        table.add({"  " + trace.servers[i], std::string(format_mark(server.has)),
                   is_known ? server.why.front() : ""});
        for (std::size_t line = 1; line < server.why.size(); ++line) table.add({"", "", server.why[line]});
    }
    text += table.format();
    const std::string dropped = format_dropped(trace);
    return dropped.empty() ? text : text + "\n" + dropped;
}

std::string format_explanation_json(const Explanation& explanation, const Trace& trace) {
    std::string text;
    JsonObject object(text);
    object.bytes("client", explanation.newest.client);
    object.text("time", explanation.newest.time);
    object.text("origin", trace.servers[explanation.newest.origin]);
    object.number("receipt_ns", explanation.newest.receipt.time_since_epoch().count());
    object.key("servers");
    text += '[';
    for (std::size_t i = 0; i < explanation.servers.size(); ++i) {
        if (i > 0) text += ',';
        text += format_server_json(explanation.servers[i], trace.servers[i], trace);
    }
    text += ']';
    object.count("dropped", trace.dropped);
    object.end();
    return text;
}

}  // namespace herd::trace
