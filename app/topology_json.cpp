#include "topology_json.hpp"

namespace herd::app {
namespace {

class FactsWriter {
public:
    FactsWriter(JsonWriter& writer, const topology::Graph& graph, const std::vector<std::string>& names)
        : writer_(writer), graph_(graph), names_(names) {}

    void write(const topology::Facts& facts) {
        writer_.StartObject();
        writer_.Key("parts");
        writer_.StartArray();
        for (const auto& part : facts.parts) write_part(part);
        writer_.EndArray();
        writer_.Key("bridges");
        write_links(facts.weak.bridges);
        writer_.Key("articulation_servers");
        write_nodes(facts.weak.articulations);
        writer_.Key("pairs_that_cut");
        writer_.StartObject();
        write_count("count", facts.cut_pairs());
        writer_.Key("any_two_of");
        writer_.StartArray();
        for (const auto& links : facts.cut_classes) write_links(links);
        writer_.EndArray();
        writer_.EndObject();
        writer_.EndObject();
    }

private:
    void write_part(const topology::PartFacts& facts) {
        writer_.StartObject();
        writer_.Key("servers");
        write_nodes(facts.part.nodes);
        write_count("links", facts.part.graph.links().size());
        write_count("messages", facts.part.update_cost());
        write_count("duplicates", facts.part.duplicates());
        write_bounds("diameter", facts.diameter);
        write_bounds("least_cut", facts.connectivity);
        writer_.Key("worst_hops");
        writer_.StartObject();
        for (std::size_t i = 0; i < facts.worst_hops.size(); ++i)
            write_bounds(names_[facts.part.nodes[i]], facts.worst_hops[i]);
        writer_.EndObject();
        writer_.EndObject();
    }

    void write_count(const char* key, std::size_t count) {
        writer_.Key(key);
        writer_.Uint64(count);
    }

    void write_bounds(const std::string& key, const topology::Bounds& bounds) {
        writer_.Key(key.c_str(), static_cast<rapidjson::SizeType>(key.size()));
        writer_.StartObject();
        write_count("least", bounds.least);
        write_count("most", bounds.most);
        writer_.EndObject();
    }

    void write_nodes(const std::vector<topology::Node>& nodes) {
        writer_.StartArray();
        for (const auto node : nodes) write_string(writer_, names_[node]);
        writer_.EndArray();
    }

    void write_links(const std::vector<topology::LinkIndex>& links) {
        writer_.StartArray();
        for (const auto index : links) {
            const auto& link = graph_.links()[index];
            write_nodes({link.a, link.b});
        }
        writer_.EndArray();
    }

    JsonWriter& writer_;
    const topology::Graph& graph_;
    const std::vector<std::string>& names_;
};

}  // namespace

void write_string(JsonWriter& writer, const std::string& text) {
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void write_facts(JsonWriter& writer, const topology::Facts& facts, const topology::Graph& graph,
                 const std::vector<std::string>& names) {
    FactsWriter(writer, graph, names).write(facts);
}

}  // namespace herd::app
