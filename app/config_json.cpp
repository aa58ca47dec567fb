#include "config_json.hpp"

#include "config/graph.hpp"
#include "config/summary_options.hpp"
#include "topology_json.hpp"

namespace herd::app {
namespace {

void write_servers(JsonWriter& writer, const config::Config& config, const topology::Graph& graph) {
    writer.StartArray();
    for (topology::Node i = 0; i < graph.size(); ++i) {
        const auto& server = config.servers[i];
        writer.StartObject();
        writer.Key("name");
        write_string(writer, server.name);
        writer.Key("host");
        write_string(writer, server.host);
        writer.Key("port");
        writer.Uint(server.port);
        writer.Key("neighbours");
        writer.StartArray();
        for (const auto& neighbour : graph.neighbours(i))
            write_string(writer, config.servers[neighbour.node].name);
        writer.EndArray();
        writer.EndObject();
    }
    writer.EndArray();
}

void write_options(JsonWriter& writer, const config::Config& config) {
    writer.StartArray();
    for (const auto& option : config::list_options(config)) {
        writer.StartObject();
        writer.Key("key");
        write_string(writer, option.key);
        writer.Key("value");
        write_string(writer, option.value);
        writer.Key("default");
        writer.Bool(option.is_default);
        writer.EndObject();
    }
    writer.EndArray();
}

void write_faults(JsonWriter& writer, const config::Config& config) {
    writer.StartArray();
    for (const auto& planned : config.faults) {
        writer.StartObject();
        writer.Key("fault");
        write_string(writer, fault::format_fault(planned.fault));
        writer.Key("after_ns");
        writer.Int64(planned.after.count());
        writer.EndObject();
    }
    writer.EndArray();
}

}  // namespace

std::string format_config_json(const config::Config& config) {
    const auto graph = config::make_graph(config);
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    writer.StartObject();
    writer.Key("servers");
    write_servers(writer, config, graph);
    writer.Key("topology");
    write_facts(writer, topology::find_facts(graph), graph, config::list_names(config));
    writer.Key("options");
    write_options(writer, config);
    writer.Key("faults");
    write_faults(writer, config);
    writer.EndObject();
    return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace herd::app
