#include "ctl_tables.hpp"

#include <cstddef>

#include "answer_text.hpp"
#include "base/columns.hpp"
#include "trace/text_table.hpp"

namespace herd::app {
namespace {

using places::JsonValue;
using trace::TextTable;

void append_servers(const JsonValue& servers, std::string& out) {
    TextTable table("llrrrrrrl");
    table.add(
        {"server", "state", "port", "clients", "connections", "accepted", "stale", "duplicate", "clock"});
    for (std::size_t i = 0; i < servers.size(); ++i) {
        const auto server = servers.at(i);
        const auto counters = server["counters"];
        table.add({printable(server["name"]), printable(server["state"]),
                   std::to_string(whole_number(server["port"])), format_thousands(server["clients"]),
                   format_thousands(server["connections"]), format_thousands(counters["accepted"]),
                   format_thousands(counters["stale"]), format_thousands(counters["duplicate"]),
                   format_clock(server["clock"])});
    }
    out += table.format();
}

std::string name_link(const JsonValue& link) {
    return printable(link["a"]) + "-" + printable(link["b"]);
}

// What crossed it, in both directions.
std::uint64_t add_directions(const JsonValue& link, std::string_view counter) {
    const auto directions = link["directions"];
    return whole_number(directions.at(0)[counter]) + whole_number(directions.at(1)[counter]);
}

std::string list_faults(const JsonValue& link) {
    std::string list;
    for (std::size_t i = 0; i < link["faults"].size(); ++i)
        list.append(i > 0 ? " " : "").append(std::to_string(whole_number(link["faults"].at(i))));
    return list;
}

void append_links(const JsonValue& links, std::string& out) {
    TextTable table("llrrrrl");
    table.add({"link", "state", "flooded", "resynced", "waiting", "came up", "faults"});
    for (std::size_t i = 0; i < links.size(); ++i) {
        const auto link = links.at(i);
        const auto waiting = add_directions(link, "queued_bytes") + add_directions(link, "held_bytes");
        table.add({name_link(link), printable(link["state"]),
                   format_thousands(add_directions(link, "flooded")),
                   format_thousands(add_directions(link, "resynced")), format_thousands(waiting) + " B",
                   format_thousands(link["connections"]), list_faults(link)});
    }
    out += table.format();
}

std::string format_end(const JsonValue& fault, const JsonValue& now) {
    if (!fault["until_ns"].number()) return "";
    const double rest = *fault["until_ns"].number() - now.number().value_or(0);
    return now.is_there() ? "for " + format_span(rest > 0 ? rest : 0) + " more" : "for a time";
}

void append_faults(const JsonValue& faults, const JsonValue& now, std::string& out) {
    TextTable table("rll");
    for (std::size_t i = 0; i < faults.size(); ++i) {
        const auto fault = faults.at(i);
        table.add(
            {std::to_string(whole_number(fault["id"])), printable(fault["text"]), format_end(fault, now)});
    }
    out += table.format();
}

void append_fields(const Row& names, const Row& values, std::string& out) {
    TextTable table("ll");
    for (std::size_t i = 0; i < names.size(); ++i) table.add({names[i], values[i]});
    out += table.format();
}

}  // namespace

void show_as_it_is(const CtlAnswer& answer, std::string& out) {
    out += answer.body;
    if (!answer.body.empty() && !answer.body.ends_with('\n')) out += '\n';
}

void show_nothing(const CtlAnswer&, std::string&) {}

void show_herd(const CtlAnswer& answer, std::string& out) {
    const auto& root = answer.root;
    append_servers(root["servers"], out);
    out += '\n';
    append_links(root["links"], out);
    if (root["faults"].size() > 0) {
        out += "\nfaults\n";
        append_faults(root["faults"], root["t_ns"], out);
    }
    out += "\nup for " + format_span(root["uptime_ns"].number().value_or(0)) + "; " +
           format_thousands(root["totals"]["news"]) + " news, " +
           format_thousands(root["totals"]["messages"]) + " messages";
    const auto spread = root["propagation"];
    if (whole_number(spread["count"]) > 0) {
        out += "; to the last server in " + format_span(spread["p50_ns"].number().value_or(0)) +
               ", of 99 % in " + format_span(spread["p99_ns"].number().value_or(0));
    }
    out += '\n';
}

void show_servers(const CtlAnswer& answer, std::string& out) {
    append_servers(answer.root["servers"], out);
}

void show_server(const CtlAnswer& answer, std::string& out) {
    const auto& server = answer.root;
    std::string neighbours;
    for (std::size_t i = 0; i < server["neighbours"].size(); ++i)
        neighbours.append(i > 0 ? ", " : "").append(printable(server["neighbours"].at(i)));
    Row names{"server", "state", "listens on", "neighbours", "clients", "connections", "memory", "clock"};
    const auto clock = format_clock(server["clock"]);
    Row values{printable(server["name"]),
               printable(server["state"]),
               printable(server["host"]) + ":" + std::to_string(whole_number(server["port"])),
               neighbours,
               format_thousands(server["clients"]),
               format_thousands(server["connections"]),
               format_thousands(server["bytes"]) + " B",
               clock.empty() ? "right" : clock};
    for (const auto* counter :
         {"commands", "invalid", "accepted", "stale", "duplicate", "whatsat", "nearby", "delivered", "news",
          "flooded", "resynced", "overflows", "announced", "grafts", "prunes"}) {
        names.emplace_back(counter);
        values.push_back(format_thousands(server["counters"][counter]));
    }
    append_fields(names, values, out);
}

void show_links(const CtlAnswer& answer, std::string& out) {
    append_links(answer.root["links"], out);
}

void show_link(const CtlAnswer& answer, std::string& out) {
    const auto& link = answer.root;
    out += name_link(link) + " is " + printable(link["state"]) + "; came up " +
           format_count(whole_number(link["connections"]), "time") + '\n';
    TextTable table("lrrrrr");
    table.add({"from", "flooded", "resynced", "other", "queued", "held"});
    for (std::size_t i = 0; i < link["directions"].size(); ++i) {
        const auto direction = link["directions"].at(i);
        table.add({printable(direction["from"]), format_thousands(direction["flooded"]),
                   format_thousands(direction["resynced"]), format_thousands(direction["other"]),
                   format_thousands(direction["queued_bytes"]) + " B",
                   format_thousands(direction["held_bytes"]) + " B"});
    }
    out += table.format();
    if (link["faults"].size() > 0) out += "faults " + list_faults(link) + '\n';
}

void show_faults(const CtlAnswer& answer, std::string& out) {
    append_faults(answer.root["faults"], {}, out);
    if (answer.root["faults"].size() == 0) out += "nothing is broken\n";
}

void show_server_state(const CtlAnswer& answer, std::string& out) {
    out += printable(answer.root["name"]) + " is " + printable(answer.root["state"]) + '\n';
}

void show_clock(const CtlAnswer& answer, std::string& out) {
    const auto clock = format_clock(answer.root["clock"]);
    out += "the clock of " + printable(answer.root["name"]) + (clock.empty() ? " is right" : " is " + clock) +
           '\n';
}

void show_added_server(const CtlAnswer& answer, std::string& out) {
    out += printable(answer.root["name"]) + " is " + printable(answer.root["state"]) + " on " +
           printable(answer.root["host"]) + ":" + std::to_string(whole_number(answer.root["port"])) + '\n';
}

void show_link_state(const CtlAnswer& answer, std::string& out) {
    out += name_link(answer.root) + " is " + printable(answer.root["state"]) + '\n';
}

void show_healed(const CtlAnswer& answer, std::string& out) {
    if (!answer.call.words.empty()) return show_link_state(answer, out);
    out += format_count(whole_number(answer.root["healed"]), "fault") + " lifted\n";
}

void show_fault(const CtlAnswer& answer, std::string& out) {
    const auto id = whole_number(answer.root["id"]);
    if (id > 0) out += std::to_string(id) + "  ";
    out += printable(answer.root["text"]) + '\n';
}

}  // namespace herd::app
