#include "topology_json.hpp"

#include "trace/facts_json.hpp"

namespace herd::app {

void write_string(JsonWriter& writer, const std::string& text) {
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void write_facts(JsonWriter& writer, const topology::Facts& facts, const topology::Graph& graph,
                 const std::vector<std::string>& names) {
    std::string json;
    trace::append_facts_json(facts, graph, names, json);
    writer.RawValue(json.data(), json.size(), rapidjson::kObjectType);
}

}  // namespace herd::app
