#include "trace/facts_json.hpp"

#include <vector>

#include "trace/json_object.hpp"

namespace herd::trace {
namespace {

class FactsText {
public:
    FactsText(const topology::Graph& graph, std::span<const std::string> names, std::string& out)
        : graph_(graph), names_(names), out_(out) {}

    void append(const topology::Facts& facts) {
        JsonObject object(out_);
        object.key("parts");
        append_json_list(facts.parts, out_, [this](const topology::PartFacts& part) { append_part(part); });
        object.key("bridges");
        append_links(facts.weak.bridges);
        object.key("articulation_servers");
        append_names(facts.weak.articulations);
        object.key("pairs_that_cut");
        JsonObject pairs(out_);
        pairs.count("count", facts.cut_pairs());
        pairs.key("any_two_of");
        append_json_list(facts.cut_classes, out_, [this](const auto& links) { append_links(links); });
        pairs.end();
        object.end();
    }

private:
    void append_part(const topology::PartFacts& facts) {
        JsonObject object(out_);
        object.key("servers");
        append_names(facts.part.nodes);
        object.count("links", facts.part.graph.links().size());
        object.count("messages", facts.part.update_cost());
        object.count("duplicates", facts.part.duplicates());
        append_bounds("diameter", facts.diameter, object);
        append_bounds("least_cut", facts.connectivity, object);
        object.key("worst_hops");
        JsonObject hops(out_);
        for (std::size_t i = 0; i < facts.worst_hops.size(); ++i)
            append_bounds(names_[facts.part.nodes[i]], facts.worst_hops[i], hops);
        hops.end();
        object.end();
    }

    void append_bounds(std::string_view name, const topology::Bounds& bounds, JsonObject& object) {
        object.key(name);
        JsonObject value(out_);
        value.count("least", bounds.least);
        value.count("most", bounds.most);
        value.end();
    }

    void append_names(const std::vector<topology::Node>& nodes) {
        append_json_list(nodes, out_,
                         [this](topology::Node node) { append_json_string(names_[node], out_); });
    }

    void append_links(const std::vector<topology::LinkIndex>& links) {
        append_json_list(links, out_, [this](topology::LinkIndex index) {
            const auto& link = graph_.links()[index];
            append_names({link.a, link.b});
        });
    }

    const topology::Graph& graph_;
    std::span<const std::string> names_;
    std::string& out_;
};

}  // namespace

void append_facts_json(const topology::Facts& facts, const topology::Graph& graph,
                       std::span<const std::string> names, std::string& out) {
    FactsText(graph, names, out).append(facts);
}

}  // namespace herd::trace
