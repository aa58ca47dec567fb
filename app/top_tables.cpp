#include "top_tables.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "answer_text.hpp"

namespace herd::app {
namespace {

using places::JsonValue;

std::string link_key(const JsonValue& link) {
    return std::string(link["a"].text()).append("\n").append(link["b"].text());
}

std::string server_key(const JsonValue& server) {
    return std::string(server["name"].text());
}

// The elements of a list by what tells them apart.
template <class MakeKey>
std::unordered_map<std::string, JsonValue> index_list(const JsonValue& list, MakeKey make_key) {
    std::unordered_map<std::string, JsonValue> found;
    for (std::size_t i = 0; i < list.size(); ++i) found.emplace(make_key(list.at(i)), list.at(i));
    return found;
}

JsonValue find(const std::unordered_map<std::string, JsonValue>& index, const std::string& key) {
    const auto found = index.find(key);
    return found == index.end() ? JsonValue() : found->second;
}

std::string format_per_second(double difference, double seconds) {
    // A server that was started anew counts from nothing.
    if (difference < 0 || seconds <= 0) return "-";
    return format_thousands(static_cast<std::uint64_t>(std::llround(difference / seconds)));
}

double sum(const JsonValue& link, std::string_view counter) {
    const auto directions = link["directions"];
    return directions.at(0)[counter].number().value_or(0) + directions.at(1)[counter].number().value_or(0);
}

std::string rate_of_link(const JsonValue& now, const JsonValue& before, std::string_view counter,
                         double seconds) {
    if (!before.is_there()) return "-";
    return format_per_second(sum(now, counter) - sum(before, counter), seconds);
}

// Bytes in few characters: `512 B`, `1.2 MB`.
std::string format_bytes(double bytes) {
    constexpr const char* units[] = {"B", "kB", "MB", "GB"};
    std::size_t unit = 0;
    while (bytes >= 1000 && unit + 1 < std::size(units)) {
        bytes /= 1000;
        ++unit;
    }
    return format_thousands(static_cast<std::uint64_t>(std::llround(bytes))) + " " + units[unit];
}

}  // namespace

std::string format_rate(const JsonValue& now, const JsonValue& before, double seconds) {
    if (!now.number() || !before.number()) return "-";
    return format_per_second(*now.number() - *before.number(), seconds);
}

TopTable make_server_table(const JsonValue& now, const JsonValue& before, double seconds) {
    TopTable table{
        "llrrrrrl", {"SERVER", "STATE", "CLIENTS", "CONNS", "ACCEPTED/s", "NEWS/s", "DUPL/s", "CLOCK"}, {}};
    const auto servers = now["servers"];
    const auto index = index_list(before["servers"], server_key);
    for (std::size_t i = 0; i < servers.size(); ++i) {
        const auto server = servers.at(i);
        const auto counters = server["counters"];
        const auto old = find(index, server_key(server))["counters"];
        const auto state = server["state"].text();
        const auto clock = format_clock(server["clock"]);
        table.rows.push_back({{printable(server["name"]), printable(state),
                               format_thousands(server["clients"]), format_thousands(server["connections"]),
                               format_rate(counters["accepted"], old["accepted"], seconds),
                               format_rate(counters["news"], old["news"], seconds),
                               format_rate(counters["duplicate"], old["duplicate"], seconds), clock},
                              (state != "running" && state != "elsewhere") || !clock.empty()});
    }
    return table;
}

TopTable make_link_table(const JsonValue& now, const JsonValue& before, double seconds) {
    TopTable table{"llrrrrl", {"LINK", "STATE", "FLOODED/s", "RESYNCED/s", "WAITING", "UPS", "FAULTS"}, {}};
    const auto links = now["links"];
    const auto index = index_list(before["links"], link_key);
    for (std::size_t i = 0; i < links.size(); ++i) {
        const auto link = links.at(i);
        const auto old = find(index, link_key(link));
        const auto state = link["state"].text();
        std::string faults;
        for (std::size_t j = 0; j < link["faults"].size(); ++j)
            faults.append(j > 0 ? " " : "").append(std::to_string(whole_number(link["faults"].at(j))));
        const bool is_alarm = state != "up" || !faults.empty();
        table.rows.push_back(
            {{printable(link["a"]) + "-" + printable(link["b"]), printable(state),
              rate_of_link(link, old, "flooded", seconds), rate_of_link(link, old, "resynced", seconds),
              format_bytes(sum(link, "queued_bytes") + sum(link, "held_bytes")),
              format_thousands(link["connections"]), faults},
             is_alarm});
    }
    return table;
}

TopTable make_fault_table(const JsonValue& now) {
    TopTable table{"rll", {"FAULT", "WHAT", ""}, {}};
    const auto faults = now["faults"];
    for (std::size_t i = 0; i < faults.size(); ++i) {
        const auto fault = faults.at(i);
        std::string end;
        if (const auto until = fault["until_ns"].number()) {
            const double rest = *until - now["t_ns"].number().value_or(0);
            end = "for " + format_span(rest > 0 ? rest : 0) + " more";
        }
        table.rows.push_back(
            {{std::to_string(whole_number(fault["id"])), printable(fault["text"]), end}, true});
    }
    return table;
}

}  // namespace herd::app
