#include "control/topology_json.hpp"

#include "config/graph.hpp"
#include "topology/facts.hpp"
#include "trace/facts_json.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

/// What hops and connectivity may cost: small, since it is asked for while the herd runs.
constexpr std::size_t topology_work = 15'000'000;

void append_topology_server(const config::Config& config, const topology::Graph& graph, topology::Node node,
                            std::string& out) {
    const auto& server = config.servers[node];
    trace::JsonObject object(out);
    object.text("name", server.name);
    object.text("host", server.host);
    object.count("port", server.port);
    object.key("neighbours");
    trace::append_json_list(graph.neighbours(node), out, [&](const auto& neighbour) {
        trace::append_json_string(config.servers[neighbour.node].name, out);
    });
    object.end();
}

}  // namespace

std::string format_topology(const config::Config& config) {
    const auto graph = config::make_graph(config);
    std::string json;
    trace::JsonObject object(json);
    object.key("servers");
    topology::Node next = 0;
    trace::append_json_list(config.servers, json, [&](const config::Server&) {
        append_topology_server(config, graph, next++, json);
    });
    object.key("topology");
    trace::append_facts_json(topology::find_facts(graph, topology_work), graph, config::list_names(config),
                             json);
    object.end();
    return json;
}

}  // namespace herd::control
