#include "topology/parts.hpp"

#include <algorithm>
#include <utility>

namespace herd::topology {
namespace {

std::vector<std::vector<Node>> find_connected(const Graph& graph) {
    std::vector<bool> seen(graph.size());
    std::vector<std::vector<Node>> all;
    for (Node start = 0; start < graph.size(); ++start) {
        if (seen[start]) continue;
        seen[start] = true;
        auto& nodes = all.emplace_back(1, start);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            for (const auto& neighbour : graph.neighbours(nodes[i])) {
                if (!seen[neighbour.node]) nodes.push_back(neighbour.node);
                seen[neighbour.node] = true;
            }
        }
        std::sort(nodes.begin(), nodes.end());
    }
    return all;
}

}  // namespace

std::vector<Part> find_parts(const Graph& graph) {
    std::vector<Part> parts;
    std::vector<Node> place(graph.size());  // by node: where it is in the nodes of its part
    for (auto& nodes : find_connected(graph)) {
        for (Node i = 0; i < nodes.size(); ++i) place[nodes[i]] = i;
        std::vector<Link> links;
        for (const auto node : nodes) {
            for (const auto& neighbour : graph.neighbours(node)) {
                if (node < neighbour.node) links.push_back({place[node], place[neighbour.node]});
            }
        }
        const std::size_t size = nodes.size();
        parts.push_back({std::move(nodes), Graph(size, std::move(links))});
    }
    return parts;
}

}  // namespace herd::topology
