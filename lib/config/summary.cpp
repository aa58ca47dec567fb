#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "base/columns.hpp"
#include "base/quantity.hpp"
#include "config/config.hpp"
#include "config/graph.hpp"
#include "config/summary_options.hpp"
#include "topology/facts.hpp"
#include "topology/format_facts.hpp"

namespace herd::config {
namespace {

// What is shown of a large herd, the rest being counted.
constexpr std::size_t servers_shown = 50;
constexpr std::size_t neighbours_shown = 10;

std::string format_neighbours(const topology::Graph& graph, topology::Node server,
                              const std::vector<std::string>& names) {
    std::vector<std::string> words;
    for (const auto& neighbour : graph.neighbours(server)) words.push_back(names[neighbour.node]);
    return words.empty() ? "no neighbour" : "neighbours " + format_list(words, neighbours_shown);
}

std::string format_servers(const Config& config, const topology::Graph& graph,
                           const std::vector<std::string>& names) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < std::min(config.servers.size(), servers_shown); ++i) {
        const auto& server = config.servers[i];
        rows.push_back({server.name, format_endpoint(server.host, server.port),
                        format_neighbours(graph, static_cast<topology::Node>(i), names)});
    }
    if (config.servers.size() > servers_shown)
        rows.push_back({"and " + std::to_string(config.servers.size() - servers_shown) + " more"});
    return "servers: " + std::to_string(config.servers.size()) + "\n" + format_columns(rows);
}

std::string format_options(const Config& config) {
    std::vector<Row> rows;
    for (const auto& option : list_options(config))
        rows.push_back({option.key, option.value, option.is_default ? "default" : ""});
    return "options\n" + format_columns(rows);
}

std::string format_faults(const std::vector<fault::PlannedFault>& faults) {
    if (faults.empty()) return "";
    std::vector<Row> rows;
    for (const auto& planned : faults) {
        const bool is_first = planned.after == nanoseconds(0);
        rows.push_back({is_first ? "at the start" : "after " + format_duration(planned.after),
                        fault::format_fault(planned.fault)});
    }
    return "\nfaults: " + std::to_string(faults.size()) + "\n" + format_columns(rows);
}

/// What an update costs over trees, for what facts say is about flooding. Nothing of a herd that floods.
std::string format_tree_cost(const Config& config, const topology::Graph& graph,
                             const topology::Facts& facts) {
    if (config.herd.propagation != Propagation::tree) return {};
    // Of each part all servers but one are told, over as many links; both ends of the others announce.
    const std::size_t told = graph.size() - facts.parts.size();
    const std::size_t announced = 2 * (graph.links().size() - told);
    return "  that is the first one of each origin; over its tree the next ones cost " +
           std::to_string(told) + (told == 1 ? " message" : " messages") + " and at most " +
           std::to_string(announced) + " announcements\n";
}

}  // namespace

std::string format_config(const Config& config) {
    const auto graph = make_graph(config);
    const auto names = list_names(config);
    const auto facts = topology::find_facts(graph);
    return format_servers(config, graph, names) + "\nlinks: " + std::to_string(graph.links().size()) + "\n" +
           topology::format_facts(facts, graph, names) + format_tree_cost(config, graph, facts) + "\n" +
           format_options(config) + format_faults(config.faults);
}

}  // namespace herd::config
