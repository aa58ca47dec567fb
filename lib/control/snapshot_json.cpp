#include "control/snapshot_json.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <variant>
#include <vector>

#include "base/assert.hpp"
#include "config/document.hpp"
#include "control/json_number.hpp"
#include "fault/fault.hpp"
#include "scenario/fault_writer.hpp"
#include "scenario/toml_text.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

using trace::JsonObject;

void append_names(const std::vector<std::string>& names, std::string& out) {
    trace::append_json_list(names, out,
                            [&](const std::string& name) { trace::append_json_string(name, out); });
}

void append_counters(const core::Counters& counters, std::string& out) {
    JsonObject object(out);
    object.count("commands", counters.commands);
    object.count("invalid", counters.invalid);
    object.count("accepted", counters.updates);
    object.count("stale", counters.stale);
    object.count("duplicate", counters.duplicates);
    object.count("whatsat", counters.whatsats);
    object.count("nearby", counters.nearbys);
    object.count("delivered", counters.delivered);
    object.count("news", counters.news);
    object.count("flooded", counters.flooded);
    object.count("resynced", counters.resynced);
    object.count("overflows", counters.overflows);
    object.count("announced", counters.announced);
    object.count("grafts", counters.grafts);
    object.count("prunes", counters.prunes);
    object.end();
}

void append_server(const ServerSnapshot& server, std::string& out) {
    JsonObject object(out);
    object.text("name", server.name);
    object.text("state", format_condition(server.condition));
    object.text("host", server.host);
    object.count("port", server.port);
    object.count("clients", server.clients);
    object.count("connections", server.connections);
    object.count("bytes", server.bytes);
    object.count("lamport", server.lamport);
    object.key("clock");
    JsonObject clock(out);
    clock.number("offset_ns", server.clock.offset.count());
    clock.json("drift_ppm", format_json_number(server.clock.drift_ppm));
    clock.end();
    object.key("neighbours");
    append_names(server.neighbours, out);
    object.key("counters");
    append_counters(server.counters, out);
    object.end();
}

void append_direction(const LinkSnapshot& link, int from, std::string& out) {
    const auto& direction = link.directions[from];
    const auto& counters = direction.counters;
    JsonObject object(out);
    object.text("from", link.ends[from]);
    object.text("to", link.ends[1 - from]);
    object.count("flooded", counters.flooded);
    object.count("resynced", counters.resynced);
    object.count("other", counters.digests + counters.announcements + counters.prunes + counters.grafts);
    object.count("queued_bytes", direction.queued);
    object.count("held_bytes", direction.held);
    object.end();
}

void append_link(const LinkSnapshot& link, std::string& out) {
    JsonObject object(out);
    object.text("a", link.ends[0]);
    object.text("b", link.ends[1]);
    object.text("state", format_condition(link.condition));
    object.count("connections", link.connections);
    object.key("directions");
    trace::append_json_list(std::initializer_list<int>{0, 1}, out,
                            [&](int from) { append_direction(link, from, out); });
    object.key("faults");
    trace::append_json_list(link.faults, out, [&](fault::Control::FaultId id) { out += std::to_string(id); });
    object.end();
}

void append_toml(const config::Value& value, std::string& out) {
    switch (value.kind) {
        case config::Kind::table: {
            JsonObject object(out);
            for (const auto& entry : value.entries) {
                object.key(entry.key);
                append_toml(entry.value, out);
            }
            object.end();
            break;
        }
        case config::Kind::array:
            trace::append_json_list(value.elements, out,
                                    [&](const config::Value& element) { append_toml(element, out); });
            break;
        case config::Kind::string:
            trace::append_json_string(value.string, out);
            break;
        case config::Kind::integer:
            out += std::to_string(value.integer);
            break;
        case config::Kind::boolean:
            out += value.boolean ? "true" : "false";
            break;
        case config::Kind::floating:
        case config::Kind::date_or_time:
            out += "null";
            break;
    }
}

void add_place(const fault::LinkName& link, JsonObject& object, std::string& out) {
    object.key("link");
    append_names({link.a, link.b}, out);
}

void add_place(const fault::DirectionName& direction, JsonObject& object, std::string& out) {
    add_place(fault::LinkName{direction.from, direction.to}, object, out);
    object.text("from", direction.from);
    object.text("to", direction.to);
}

void append_fault(const FaultSnapshot& fault, std::string& out) {
    JsonObject object(out);
    object.count("id", fault.id);
    object.text("text", fault::format_fault(fault.fault));
    object.json("fault", format_fault_step(fault.fault));
    std::visit(
        [&](const auto& what) {
            if constexpr (requires { what.link; }) add_place(what.link, object, out);
            if constexpr (requires { what.where; })
                std::visit([&](const auto& where) { add_place(where, object, out); }, what.where);
            if constexpr (requires { what.server; }) object.text("server", what.server);
        },
        fault.fault.action);
    if (fault.until) object.number("until_ns", fault.until->count());
    object.end();
}

void append_totals(const HerdSnapshot& snapshot, std::string& out) {
    core::Counters total;
    std::size_t clients = 0;
    for (const auto& server : snapshot.servers) {
        total.updates += server.counters.updates;
        total.news += server.counters.news;
        total.flooded += server.counters.flooded;
        clients = std::max(clients, server.clients);
    }
    JsonObject object(out);
    object.count("accepted", total.updates);
    object.count("news", total.news);
    object.count("messages", total.flooded);
    object.count("clients", clients);
    object.end();
}

void append_trace(const TraceSnapshot& trace, std::string& out) {
    JsonObject object(out);
    object.flag("on", trace.is_on);
    object.count("events", trace.events);
    object.count("dropped", trace.dropped);
    object.count("bytes", trace.bytes);
    object.end();
}

void append_propagation(const PropagationFigures& figures, std::string& out) {
    JsonObject object(out);
    object.count("count", figures.count);
    object.flag("sampled", figures.is_sampled);
    if (figures.count > 0) {
        object.number("p50_ns", figures.p50.count());
        object.number("p90_ns", figures.p90.count());
        object.number("p99_ns", figures.p99.count());
        object.number("max_ns", figures.max.count());
    }
    object.number("window_ns", figures.window.count());
    object.end();
}

void add_servers(const HerdSnapshot& snapshot, JsonObject& object, std::string& out) {
    object.key("servers");
    trace::append_json_list(snapshot.servers, out, [&](const auto& server) { append_server(server, out); });
}

void add_links(const HerdSnapshot& snapshot, JsonObject& object, std::string& out) {
    object.key("links");
    trace::append_json_list(snapshot.links, out, [&](const auto& link) { append_link(link, out); });
}

void add_faults(const HerdSnapshot& snapshot, JsonObject& object, std::string& out) {
    object.key("faults");
    trace::append_json_list(snapshot.faults, out, [&](const auto& fault) { append_fault(fault, out); });
}

/// An object of one member.
template <class Add>
std::string format_alone(const HerdSnapshot& snapshot, Add add) {
    std::string text;
    JsonObject object(text);
    add(snapshot, object, text);
    object.end();
    return text;
}

}  // namespace

std::string format_herd(const HerdSnapshot& snapshot, const About& about) {
    std::string text;
    JsonObject object(text);
    object.text("name", about.name);
    object.text("version", about.version);
    object.number("pid", ::getpid());
    object.number("now_ns", snapshot.now.time_since_epoch().count());
    object.number("t_ns", snapshot.t.count());
    object.number("uptime_ns", snapshot.t.count());
    object.key("trace");
    append_trace(snapshot.trace, text);
    add_servers(snapshot, object, text);
    add_links(snapshot, object, text);
    add_faults(snapshot, object, text);
    object.key("totals");
    append_totals(snapshot, text);
    object.key("propagation");
    append_propagation(snapshot.propagation, text);
    object.end();
    return text;
}

std::string format_servers(const HerdSnapshot& snapshot) {
    return format_alone(snapshot, add_servers);
}

std::string format_links(const HerdSnapshot& snapshot) {
    return format_alone(snapshot, add_links);
}

std::string format_faults(const HerdSnapshot& snapshot) {
    return format_alone(snapshot, add_faults);
}

std::string format_server(const ServerSnapshot& server) {
    std::string text;
    append_server(server, text);
    return text;
}

std::string format_link(const LinkSnapshot& link) {
    std::string text;
    append_link(link, text);
    return text;
}

std::string format_fault(const FaultSnapshot& fault) {
    std::string text;
    append_fault(fault, text);
    return text;
}

std::string format_fault_step(const fault::Fault& fault) {
    scenario::TomlTable step;
    scenario::write_fault(fault, step);
    const auto document = config::parse_document(step.format_lines());
    HERD_ASSERT(document);
    std::string text;
    append_toml(*document, text);
    return text;
}

}  // namespace herd::control
