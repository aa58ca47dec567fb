#include "topology/edge_connectivity.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "topology/depth_first.hpp"

namespace herd::topology {
namespace {

/// Nodes such that every other one is a neighbour of one of them.
std::vector<Node> find_dominating_set(const Graph& graph) {
    std::vector<bool> is_covered(graph.size());
    std::vector<Node> set;
    for (Node node = 0; node < graph.size(); ++node) {
        if (is_covered[node]) continue;
        set.push_back(node);
        for (const auto& neighbour : graph.neighbours(node)) is_covered[neighbour.node] = true;
    }
    return set;
}

/// How many ways that share no link lead from one node to another (Ford and Fulkerson's augmenting paths).
class Flow {
public:
    explicit Flow(const Graph& graph)
        : graph_(graph), along_(graph.links().size()), came_by_(graph.size(), DepthFirstForest::no_link) {}

    /// At most `limit`. Nothing: `work` did not suffice; it is counted down.
    std::optional<std::size_t> measure(Node from, Node to, std::size_t limit, std::size_t& work) {
        std::fill(along_.begin(), along_.end(), 0);
        std::size_t ways = 0;
        while (ways < limit) {
            const auto found = find_way(from, to, work);
            if (!found) return std::nullopt;
            if (!*found) break;
            for (Node node = to; node != from; node = step_back(node)) {
                const auto link = came_by_[node];
                along_[link] += graph_.links()[link].b == node ? 1 : -1;
            }
            ++ways;
        }
        return ways;
    }

private:
    Node step_back(Node node) const {
        const auto& link = graph_.links()[came_by_[node]];
        return link.a == node ? link.b : link.a;
    }

    /// Looks for one more way; `came_by_` then tells it from its end.
    std::optional<bool> find_way(Node from, Node to, std::size_t& work) {
        if (work < graph_.size()) return std::nullopt;
        work -= graph_.size();
        std::fill(came_by_.begin(), came_by_.end(), DepthFirstForest::no_link);
        queue_.assign(1, from);
        for (std::size_t i = 0; i < queue_.size(); ++i) {
            const Node node = queue_[i];
            if (work < graph_.degree(node)) return std::nullopt;
            work -= graph_.degree(node);
            for (const auto& next : graph_.neighbours(node)) {
                const bool is_forth = graph_.links()[next.link].a == node;
                const bool is_taken = along_[next.link] == (is_forth ? 1 : -1);
                if (is_taken || next.node == from || came_by_[next.node] != DepthFirstForest::no_link)
                    continue;
                came_by_[next.node] = next.link;
                if (next.node == to) return true;
                queue_.push_back(next.node);
            }
        }
        return false;
    }

    const Graph& graph_;
    std::vector<int> along_;          // by link: 1: used from a to b, -1: from b to a
    std::vector<LinkIndex> came_by_;  // by node
    std::vector<Node> queue_;
};

}  // namespace

Bounds measure_edge_connectivity(const Graph& graph, std::size_t& work) {
    if (graph.size() == 1) return {0, 0};
    std::size_t found = graph.degree(0);
    for (Node node = 1; node < graph.size(); ++node) found = std::min(found, graph.degree(node));

    const auto dominating = find_dominating_set(graph);
    Flow flow(graph);
    for (std::size_t i = 1; i < dominating.size(); ++i) {
        const auto ways = flow.measure(dominating[0], dominating[i], found, work);
        if (!ways) return {1, found};
        found = std::min(found, *ways);
    }
    return {found, found};
}

}  // namespace herd::topology
