#include "scenario/herd_source.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/quote.hpp"
#include "config/endpoint.hpp"
#include "config/sections.hpp"
#include "config/text_file.hpp"

namespace herd::scenario {
namespace {

constexpr std::string_view loopback = "127.0.0.1";
constexpr std::size_t longest_herd_file = std::size_t{1} << 20;  // bytes

/// The servers and options of a herd.toml.
bool load_herd(config::TableReader& table, config::Config& config, std::vector<config::Fault>& others) {
    std::filesystem::path file;
    if (!table.read_path("herd", config.base, file)) return false;
    const auto text = config::read_text_file(file, longest_herd_file);
    if (!text) {
        table.fault("herd", format_escaped(file.string()) + ": " + text.error().why);
        return false;
    }
    auto loaded = config::parse_config(*text, file);
    if (!loaded) {
        others = std::move(loaded.error());
        return false;
    }
    const auto base = std::move(config.base);
    config = std::move(*loaded);
    config.base = base;
    return true;
}

/// The servers and links that stand in the scenario itself.
bool read_own_herd(config::TableReader& table, const config::Entry* servers, const config::Entry* topology,
                   config::Config& config, config::FaultList& faults) {
    if (!servers) {
        if (topology)
            table.fault("topology", "needs [servers] beside it; without both it is the classic ring");
        return false;
    }
    std::vector<config::Endpoint> endpoints;  // of no account: ports are not kept
    config.servers.clear();
    config.links.clear();
    config::read_servers(*servers, config.servers, endpoints, faults, config::PortKey::optional);
    if (config.servers.empty()) return false;
    if (topology) config::read_topology(*topology, config.servers, config.links, faults);
    return true;
}

void read_options(config::TableReader& table, config::Config& config, config::FaultList& faults) {
    const auto& base = config.base;
    if (table.has("herd", config::Kind::table)) {
        config::read_herd(*table.find_table("herd"), base, config.herd, faults);
    }
    if (const auto* clients = table.find_table("clients")) read_clients(*clients, config.clients, faults);
    if (const auto* places = table.find_table("places")) read_places(*places, base, config.places, faults);
    if (const auto* log = table.find_table("log")) read_log(*log, base, config.log, faults);
    if (const auto* trace = table.find_table("trace")) read_trace(*trace, config.trace, faults);
    if (const auto* control = table.find_table("control")) {
        std::vector<config::Endpoint> endpoints;
        config::ControlOptions options;
        read_control(*control, options, endpoints, faults);
    }
}

}  // namespace

config::Config make_classic_herd() {
    config::Config config;
    for (const auto* name : {"Alford", "Ball", "Hamilton", "Holiday", "Welsh"}) {
        config.servers.push_back({.name = name, .host = std::string(loopback), .port = 0});
    }
    config.links = {{0, 2}, {0, 4}, {1, 3}, {1, 4}, {2, 3}};
    return config;
}

void make_private(config::Config& config) {
    for (auto& server : config.servers) {
        server.host = loopback;
        server.port = 0;
    }
    config.control.reset();
    config.faults.clear();
}

bool read_herd_source(config::TableReader& table, config::Config& config, config::FaultList& faults,
                      std::vector<config::Fault>& others) {
    const auto base = std::exchange(config, make_classic_herd()).base;
    config.base = base;
    config.log.directory = base / "log";

    const auto* servers = table.find_table("servers");
    const auto* topology = table.find_table("topology");
    bool is_known = true;
    if (table.has("herd") && !table.has("herd", config::Kind::table)) {
        if (servers || topology) {
            table.fault(servers ? "servers" : "topology",
                        "the servers are in this file or in the one that 'herd' names, not in both");
        }
        is_known = load_herd(table, config, others);
    } else if (servers || topology) {
        is_known = read_own_herd(table, servers, topology, config, faults);
    }
    read_options(table, config, faults);
    make_private(config);
    return is_known;
}

}  // namespace herd::scenario
