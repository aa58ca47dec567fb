#include "trace/event_json.hpp"

#include "base/assert.hpp"
#include "trace/json_object.hpp"

namespace herd::trace {
void append_event_json(const EventView& event, std::span<const std::string> servers, std::string& out) {
    const auto name = [servers](core::ServerIndex server) -> const std::string& {
        HERD_ASSERT(server < servers.size());
        return servers[server];
    };
    JsonObject object(out);
    object.count("seq", event.seq);
    object.number("t_ns", event.t.count());
    object.text("server", name(event.server));
    object.text("event", format_kind(event.kind));
    const bool is_of_update = !event.client.empty();
    if (is_of_update) {
        object.bytes("client", event.client);
        object.text("time", event.time);
        if (event.origin) object.text("origin", name(*event.origin));
        object.number("receipt_ns", event.receipt.time_since_epoch().count());
    }
    if (const auto from = source_of(event)) object.text("from", name(*from));
    if (const auto to = destination_of(event)) object.text("to", name(*to));
    if (is_of_update) object.count("hop", event.hop);
    object.count("lamport", event.lamport);
    if (event.is_resync) object.flag("resync", true);
    if (!event.detail.empty()) object.text("detail", event.detail);
    object.end();
}

void append_event_json(const Event& event, std::span<const std::string> servers, std::string& out) {
    append_event_json(view_of(event), servers, out);
}

}  // namespace herd::trace
