#include "ctl_requests.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "trace/json_object.hpp"

namespace herd::app {
namespace {

using control::ApiRequest;
using trace::JsonObject;

/// A number in JSON if it looks like one, else a text: so the API is the one to say what is wrong with it.
void add_value(JsonObject& object, std::string_view name, const std::string& value) {
    const std::string_view digits = std::string_view(value).substr(value.starts_with('-') ? 1 : 0);
    const bool has_zeros = digits.size() > 1 && digits[0] == '0' && digits[1] != '.';
    if (parse_decimal(digits) && !has_zeros) {
        object.json(name, value);
    } else {
        object.text(name, value);
    }
}

std::string format_list_json(const std::vector<std::string>& texts) {
    std::string list = "[";
    for (const auto& text : texts) {
        if (list.size() > 1) list += ',';
        trace::append_json_string(text, list);
    }
    return list + "]";
}

std::vector<std::string> split_list(const std::string& text) {
    std::vector<std::string> parts;
    std::size_t start = 0;
    while (start <= text.size()) {
        const auto end = std::min(text.find(',', start), text.size());
        if (end > start) parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

// `{"for":"2s"}`, or nothing.
std::string make_duration_body(const CtlCall& call) {
    if (!call.has("for")) return {};
    std::string body;
    JsonObject object(body);
    object.text("for", call.option("for"));
    object.end();
    return body;
}

std::string make_link_path(const CtlCall& call) {
    return make_path({"v1", "links", call.words[0], call.words[1]});
}

}  // namespace

ApiRequest ask_for_server(const CtlCall& call) {
    return {"GET", make_path({"v1", "servers", call.words[0]}), {}};
}

ApiRequest ask_for_link(const CtlCall& call) {
    return {"GET", make_link_path(call), {}};
}

ApiRequest ask_for_clients(const CtlCall& call) {
    return {"GET", make_query("/v1/clients", call, {"search", "server", "stale", "after", "limit"}), {}};
}

ApiRequest ask_for_client(const CtlCall& call) {
    return {"GET", make_path({"v1", "clients", call.words[0]}), {}};
}

ApiRequest ask_for_map(const CtlCall& call) {
    return {"GET",
            make_query("/v1/map", call, {"west", "south", "east", "north", "columns", "rows", "limit"}),
            {}};
}

ApiRequest ask_for_trace(const CtlCall& call) {
    return {"GET", make_query("/v1/trace", call, {"client", "server", "since", "limit"}), {}};
}

ApiRequest ask_for_logs(const CtlCall& call) {
    return {"GET", make_query("/v1/logs", call, {"server", "lines"}), {}};
}

ApiRequest ask_for_runs(const CtlCall& call) {
    if (call.words.empty()) return {"GET", "/v1/runs", {}};
    return {"GET", make_path({"v1", "runs", call.words[0]}), {}};
}

ApiRequest change_server(std::string_view verb, const CtlCall& call) {
    return {"POST", make_path({"v1", "servers", call.words[0], verb}), make_duration_body(call)};
}

ApiRequest set_clock(const CtlCall& call) {
    std::string body;
    JsonObject object(body);
    object.text("offset", call.words[1]);
    if (call.has("drift")) add_value(object, "drift_ppm", call.option("drift"));
    object.end();
    return {"POST", make_path({"v1", "servers", call.words[0], "clock"}), body};
}

ApiRequest add_server(const CtlCall& call) {
    std::string body;
    JsonObject object(body);
    object.text("name", call.words[0]);
    if (call.has("port")) add_value(object, "port", call.option("port"));
    if (call.has("host")) object.text("host", call.option("host"));
    if (call.has("neighbours"))
        object.json("neighbours", format_list_json(split_list(call.option("neighbours"))));
    object.end();
    return {"POST", "/v1/servers", body};
}

ApiRequest remove_server(const CtlCall& call) {
    return {"DELETE", make_path({"v1", "servers", call.words[0]}), {}};
}

ApiRequest change_link(std::string_view verb, const CtlCall& call) {
    return {"POST", make_link_path(call) + "/" + std::string(verb), make_duration_body(call)};
}

ApiRequest heal(const CtlCall& call) {
    if (call.words.empty()) return {"POST", "/v1/heal", {}};
    return change_link("heal", call);
}

ApiRequest add_link(const CtlCall& call) {
    std::string body;
    JsonObject object(body);
    object.text("a", call.words[0]);
    object.text("b", call.words[1]);
    object.end();
    return {"POST", "/v1/links", body};
}

ApiRequest remove_link(const CtlCall& call) {
    return {"DELETE", make_link_path(call), {}};
}

ApiRequest shape_link(std::string_view fault, std::string_view key, const std::vector<std::string>& others,
                      const CtlCall& call) {
    std::string shape;
    JsonObject table(shape);
    if (call.has("one-way")) {
        table.text("from", call.words[0]);
        table.text("to", call.words[1]);
    } else {
        table.json("link", format_list_json({call.words[0], call.words[1]}));
    }
    if (call.words.size() > 2) add_value(table, key, call.words[2]);
    for (const auto& name : others) {
        if (call.has(name)) add_value(table, name, call.option(name));
    }
    table.end();
    std::string body;
    JsonObject object(body);
    object.json(fault, shape);
    if (call.has("for")) object.text("for", call.option("for"));
    object.end();
    return {"POST", "/v1/faults", body};
}

ApiRequest set_fault(const CtlCall& call) {
    return {"POST", "/v1/faults", call.words[0]};
}

ApiRequest lift_fault(const CtlCall& call) {
    return {"DELETE", make_path({"v1", "faults", call.words[0]}), {}};
}

ApiRequest send_line(const CtlCall& call) {
    std::string body;
    JsonObject object(body);
    object.text("to", call.words[0]);
    object.text("line", call.words[1]);
    if (call.has("within")) object.text("timeout", call.option("within"));
    object.end();
    return {"POST", "/v1/send", body};
}

ApiRequest cancel_run(const CtlCall& call) {
    return {"DELETE", make_path({"v1", "runs", call.words[0]}), {}};
}

}  // namespace herd::app
