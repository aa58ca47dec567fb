// What `herd ctl` shows of clients, and of what happened.

#include <algorithm>
#include <cstddef>
#include <sstream>

#include <rapidjson/document.h>

#include "answer_text.hpp"
#include "base/columns.hpp"
#include "base/quote.hpp"
#include "ctl_tables.hpp"
#include "trace/event_table.hpp"
#include "trace/text_table.hpp"
#include "trace/trace_file.hpp"

namespace herd::app {
namespace {

using places::JsonValue;
using trace::TextTable;

std::string format_names(const JsonValue& names) {
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i)
        list.append(i > 0 ? ", " : "").append(printable(names.at(i)));
    return list;
}

// Servers in the answer's order, and the record that each has.
void append_records(std::string_view body, std::string& out) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag>(body.data(), body.size());
    if (document.HasParseError() || !document.IsObject() || !document.HasMember("records")) return;
    const rapidjson::Value& records = document["records"];
    if (!records.IsObject()) return;
    TextTable table("ll");
    for (auto record = records.MemberBegin(); record < records.MemberEnd(); ++record) {
        const std::string_view name(record->name.GetString(), record->name.GetStringLength());
        const bool has_one = record->value.IsString();
        const std::string_view line =
            has_one ? std::string_view(record->value.GetString(), record->value.GetStringLength()) : "-";
        table.add({printable(name), printable(line)});
    }
    out += table.format();
}

void append_lines(const JsonValue& lines, std::string& out) {
    for (std::size_t i = 0; i < lines.size(); ++i)
        out.append(format_escaped(lines.at(i).text())).push_back('\n');
}

// Text of several lines, without what a terminal takes for an order. (JSON in it stays JSON.)
void append_text(std::string_view text, std::string& out) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        out.append(format_escaped(text.substr(0, end))).push_back('\n');
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

}  // namespace

void show_clients(const CtlAnswer& answer, std::string& out) {
    const auto clients = answer.root["clients"];
    TextTable table("lllll");
    if (clients.size() > 0) table.add({"client", "heard by", "location", "time", "stale at"});
    for (std::size_t i = 0; i < clients.size(); ++i) {
        const auto client = clients.at(i);
        table.add({printable(client["client"]), printable(client["server"]), printable(client["location"]),
                   printable(client["time"]), format_names(client["stale"])});
    }
    out += table.format();
    out += std::to_string(clients.size()) + " of " +
           format_count(whole_number(answer.root["total"]), "client") + '\n';
    const auto next = answer.root["next"].text();
    if (!next.empty()) out += "more with --after " + printable(next) + '\n';
}

void show_client(const CtlAnswer& answer, std::string& out) {
    append_records(answer.body, out);
    const auto stale = format_names(answer.root["stale"]);
    out += stale.empty() ? "no server is stale\n" : "stale: " + stale + '\n';
}

void show_map(const CtlAnswer& answer, std::string& out) {
    const auto clients = answer.root["clients"];
    const auto cells = answer.root["cells"];
    TextTable table("lrrl");
    for (std::size_t i = 0; i < clients.size(); ++i) {
        const auto client = clients.at(i);
        std::ostringstream lat;
        std::ostringstream lon;
        lat << client["lat"].number().value_or(0);
        lon << client["lon"].number().value_or(0);
        table.add({printable(client["client"]), lat.str(), lon.str(),
                   client["stale"].boolean().value_or(false) ? "stale" : ""});
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto cell = cells.at(i);
        table.add({"column " + std::to_string(whole_number(cell.at(0))),
                   "row " + std::to_string(whole_number(cell.at(1))), format_thousands(cell.at(2))});
    }
    out += table.format() + format_count(whole_number(answer.root["total"]), "client") + '\n';
}

void show_trace(const CtlAnswer& answer, std::string& out) {
    const auto trace = trace::parse_trace(answer.body, "the trace");
    if (!trace) {
        out += trace.error() + '\n';
        return;
    }
    std::ostringstream text;
    trace::write_event_table(*trace, text);
    out += text.str();
}

void show_logs(const CtlAnswer& answer, std::string& out) {
    append_lines(answer.root["lines"], out);
}

void show_config(const CtlAnswer& answer, std::string& out) {
    append_text(answer.root["text"].text(), out);
}

void show_answer(const CtlAnswer& answer, std::string& out) {
    append_text(answer.root["answer"].text(), out);
}

void show_runs(const CtlAnswer& answer, std::string& out) {
    const auto runs = answer.root["runs"];
    if (!runs.is_array()) return show_as_it_is(answer, out);
    TextTable table("rllll");
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto run = runs.at(i);
        table.add({std::to_string(whole_number(run["id"])), printable(run["mode"]), printable(run["state"]),
                   printable(run["verdict"]), printable(run["name"])});
    }
    out += runs.size() == 0 ? "none\n" : table.format();
}

}  // namespace herd::app
