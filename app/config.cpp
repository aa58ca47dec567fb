#include "config/config.hpp"

#include <cstdio>
#include <string>

#include "commands.hpp"
#include "config_json.hpp"
#include "exit_status.hpp"
#include "herd_file.hpp"
#include "prediction_json.hpp"
#include "topology/facts.hpp"
#include "topology/format_facts.hpp"
#include "trace/prediction.hpp"
#include "trace/run.hpp"
#include "trace_input.hpp"

namespace herd::app {
namespace {

std::string format_comparison(const trace::Trace& trace, std::size_t updates) {
    const auto graph = trace::make_graph(trace);
    return "servers: " + std::to_string(graph.size()) + "\n\nlinks: " + std::to_string(graph.links().size()) +
           "\n" + topology::format_facts(topology::find_facts(graph), graph, trace.servers) + "\n" +
           trace::format_predictions(trace::predict(trace, updates), trace);
}

std::string format_comparison_json(const trace::Trace& trace, std::size_t updates) {
    const auto graph = trace::make_graph(trace);
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    writer.StartObject();
    writer.Key("topology");
    write_facts(writer, topology::find_facts(graph), graph, trace.servers);
    writer.Key("updates");
    write_predictions(writer, trace::predict(trace, updates), trace.servers);
    writer.EndObject();
    return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

int compare_trace(const ConfigArguments& arguments) {
    const auto trace = load_trace_or_complain(arguments.trace);
    if (!trace) return exit_usage;
    const auto text = arguments.json ? format_comparison_json(*trace, arguments.updates)
                                     : format_comparison(*trace, arguments.updates);
    std::fputs(text.c_str(), stdout);
    return exit_good;
}

}  // namespace

int run_config(const ConfigArguments& arguments) {
    if (!arguments.trace.empty()) return compare_trace(arguments);
    const auto config = load_or_complain(arguments.config);
    if (!config) return exit_usage;
    const auto text = arguments.json ? format_config_json(*config) : config::format_config(*config);
    std::fputs(text.c_str(), stdout);
    return exit_good;
}

}  // namespace herd::app
