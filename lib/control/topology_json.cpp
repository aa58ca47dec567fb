#include "control/topology_json.hpp"

#include <utility>
#include <vector>

#include "config/graph.hpp"
#include "topology/facts.hpp"
#include "trace/json_object.hpp"

namespace herd::control {
namespace {

using trace::JsonObject;

/// What hops and connectivity may cost: small, since it is asked for while the herd runs.
constexpr std::size_t topology_work = 15'000'000;

template <class Items, class Append>
void append_list(const Items& items, std::string& out, Append append) {
    out += '[';
    bool is_first = true;
    for (const auto& item : items) {
        if (!std::exchange(is_first, false)) out += ',';
        append(item);
    }
    out += ']';
}

class TopologyText {
public:
    TopologyText(const config::Config& config, std::string& out)
        : config_(config), graph_(config::make_graph(config)), out_(out) {}

    void append_servers() {
        std::vector<topology::Node> nodes(graph_.size());
        for (topology::Node node = 0; node < graph_.size(); ++node) nodes[node] = node;
        append_list(nodes, out_, [this](topology::Node node) { append_server(node); });
    }

    void append_facts() {
        const auto facts = topology::find_facts(graph_, topology_work);
        JsonObject object(out_);
        object.key("parts");
        append_list(facts.parts, out_, [this](const topology::PartFacts& part) { append_part(part); });
        object.key("bridges");
        append_links(facts.weak.bridges);
        object.key("articulation_servers");
        append_names(facts.weak.articulations);
        object.key("pairs_that_cut");
        JsonObject pairs(out_);
        pairs.count("count", facts.cut_pairs());
        pairs.key("any_two_of");
        append_list(facts.cut_classes, out_, [this](const auto& links) { append_links(links); });
        pairs.end();
        object.end();
    }

private:
    void append_server(topology::Node node) {
        const auto& server = config_.servers[node];
        JsonObject object(out_);
        object.text("name", server.name);
        object.text("host", server.host);
        object.count("port", server.port);
        object.key("neighbours");
        append_list(graph_.neighbours(node), out_, [this](const auto& neighbour) {
            trace::append_json_string(config_.servers[neighbour.node].name, out_);
        });
        object.end();
    }

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
            append_bounds(config_.servers[facts.part.nodes[i]].name, facts.worst_hops[i], hops);
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
        append_list(nodes, out_, [this](topology::Node node) {
            trace::append_json_string(config_.servers[node].name, out_);
        });
    }

    void append_links(const std::vector<topology::LinkIndex>& links) {
        append_list(links, out_, [this](topology::LinkIndex index) {
            const auto& link = graph_.links()[index];
            append_names({link.a, link.b});
        });
    }

    const config::Config& config_;
    const topology::Graph graph_;
    std::string& out_;
};

}  // namespace

std::string format_topology(const config::Config& config) {
    std::string json;
    TopologyText text(config, json);
    JsonObject object(json);
    object.key("servers");
    text.append_servers();
    object.key("topology");
    text.append_facts();
    object.end();
    return json;
}

}  // namespace herd::control
