#include "exhaustive.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/suggestion.hpp"
#include "exit_status.hpp"
#include "explore/explore.hpp"
#include "explore/published.hpp"
#include "herd_file.hpp"
#include "topology_json.hpp"

namespace herd::app {
namespace {

/// What came of a topology, or of all of them.
struct Row {
    std::string name;
    explore::Exploration explored;
    double seconds = 0;
};

/// The topologies that are asked for. Errors: none, and on standard error that there is none of that name.
std::vector<const explore::Topology*> choose_or_complain(const std::string& name) {
    std::vector<const explore::Topology*> chosen;
    std::vector<std::string_view> names;
    for (const auto& topology : explore::published_topologies()) {
        names.push_back(topology.name);
        if (name.empty() || topology.name == name) chosen.push_back(&topology);
    }
    if (chosen.empty()) {
        const auto near = find_near_word(name, names);
        const std::string hint = near.empty() ? "" : "; did you mean '" + std::string(near) + "'?";
        say("no published topology is called '" + name + "'" + hint);
    }
    return chosen;
}

void clear_line() {
    std::fputs("\r\x1b[K", stderr);
}

Row explore_one(const explore::Topology& topology) {
    explore::ExploreOptions options;
    const bool is_shown = isatty(STDERR_FILENO) == 1;
    if (is_shown) {
        options.on_progress = [&](std::size_t done, std::size_t all) {
            clear_line();
            std::fprintf(stderr, "%s: %zu of %zu choices of updates", topology.name.c_str(), done, all);
            std::fflush(stderr);
        };
    }
    const auto began = std::chrono::steady_clock::now();
    Row row{topology.name, explore::explore(topology, options), 0};
    row.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    if (is_shown) clear_line();
    return row;
}

Row sum_up(const std::vector<Row>& rows) {
    Row total{"total", {}, 0};
    for (const Row& row : rows) {
        total.explored.cases += row.explored.cases;
        total.explored.states += row.explored.states;
        total.explored.transitions += row.explored.transitions;
        total.explored.orders += row.explored.orders;
        total.seconds += row.seconds;
    }
    return total;
}

void print_row(const Row& row) {
    std::printf("%-10s %6llu cases %9llu states %14s orders %7.2f s\n", row.name.c_str(),
                static_cast<unsigned long long>(row.explored.cases),
                static_cast<unsigned long long>(row.explored.states),
                explore::format_orders(row.explored.orders).c_str(), row.seconds);
    for (const auto& finding : row.explored.findings) {
        std::printf("  failed: %s\n  %s\n", finding.what.c_str(), finding.where.c_str());
        for (const auto& line : finding.order) std::printf("    %s\n", line.c_str());
    }
    std::fflush(stdout);
}

void write_counts(JsonWriter& writer, const Row& row) {
    const auto write = [&](const char* key, std::uint64_t count) {
        writer.Key(key);
        writer.Uint64(count);
    };
    write("cases", row.explored.cases);
    write("states", row.explored.states);
    write("transitions", row.explored.transitions);
    writer.Key("orders");
    const std::string orders = explore::format_orders(row.explored.orders);
    writer.RawValue(orders.c_str(), orders.size(), rapidjson::kNumberType);
    writer.Key("seconds");
    writer.Double(row.seconds);
}

void write_topology(JsonWriter& writer, const explore::Topology& topology) {
    writer.Key("name");
    write_string(writer, topology.name);
    writer.Key("source");
    write_string(writer, topology.source);
    writer.Key("links");
    writer.StartArray();
    for (const auto& link : topology.links) {
        writer.StartArray();
        write_string(writer, topology.servers[link.a]);
        write_string(writer, topology.servers[link.b]);
        writer.EndArray();
    }
    writer.EndArray();
}

void write_findings(JsonWriter& writer, const std::vector<explore::Finding>& findings) {
    writer.Key("findings");
    writer.StartArray();
    for (const auto& finding : findings) {
        writer.StartObject();
        writer.Key("what");
        write_string(writer, finding.what);
        writer.Key("where");
        write_string(writer, finding.where);
        writer.Key("order");
        writer.StartArray();
        for (const auto& line : finding.order) write_string(writer, line);
        writer.EndArray();
        writer.EndObject();
    }
    writer.EndArray();
}

void print_json(const std::vector<const explore::Topology*>& topologies, const std::vector<Row>& rows) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    writer.StartObject();
    writer.Key("topologies");
    writer.StartArray();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        writer.StartObject();
        write_topology(writer, *topologies[i]);
        write_counts(writer, rows[i]);
        write_findings(writer, rows[i].explored.findings);
        writer.EndObject();
    }
    writer.EndArray();
    write_counts(writer, sum_up(rows));
    writer.EndObject();
    std::printf("%s\n", buffer.GetString());
}

}  // namespace

int run_exhaustive(const ExhaustiveArguments& arguments) {
    const auto chosen = choose_or_complain(arguments.topology);
    if (chosen.empty()) return exit_usage;
    std::vector<Row> rows;
    int status = exit_good;
    for (const auto* topology : chosen) {
        rows.push_back(explore_one(*topology));
        if (!rows.back().explored.findings.empty()) status = exit_check_failed;
        if (!arguments.json) print_row(rows.back());
    }
    if (arguments.json) {
        print_json(chosen, rows);
    } else if (rows.size() > 1) {
        print_row(sum_up(rows));
    }
    return status;
}

}  // namespace herd::app
