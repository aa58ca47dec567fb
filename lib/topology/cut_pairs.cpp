#include "topology/cut_pairs.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <utility>

namespace herd::topology {
namespace {

/// Random bits of a link: of links outside the tree drawn, of those in the tree the sum (without carry) of
/// all whose cycles go through it. A bridge is on no cycle and has none; two links that are on the very same
/// cycles have the same.
using Label = std::pair<std::uint64_t, std::uint64_t>;

void add(Label& to, const Label& label) {
    to.first ^= label.first;
    to.second ^= label.second;
}

std::vector<Label> label_links(const Graph& graph, const DepthFirstForest& forest) {
    std::vector<bool> is_in_tree(graph.links().size());
    for (const auto link : forest.up) {
        if (link != DepthFirstForest::no_link) is_in_tree[link] = true;
    }
    std::mt19937_64 random(1);  // any seed does: the same graph is to have the same answer
    std::vector<Label> labels(graph.links().size());
    std::vector<Label> at_node(graph.size());
    for (LinkIndex i = 0; i < labels.size(); ++i) {
        if (is_in_tree[i]) continue;
        labels[i] = {random(), random()};
        add(at_node[graph.links()[i].a], labels[i]);
        add(at_node[graph.links()[i].b], labels[i]);
    }
    // Both ends of a link outside the tree have its label: it cancels out above where their ways up meet.
    for (auto at = forest.order.rbegin(); at != forest.order.rend(); ++at) {
        const auto up = forest.up[*at];
        if (up == DepthFirstForest::no_link) continue;
        labels[up] = at_node[*at];
        add(at_node[forest.parent[*at]], at_node[*at]);
    }
    return labels;
}

}  // namespace

std::size_t count_pairs(const CutClass& links) {
    return links.size() * (links.size() - 1) / 2;
}

std::vector<CutClass> find_cut_classes(const Graph& graph, const DepthFirstForest& forest) {
    const auto labels = label_links(graph, forest);
    std::vector<LinkIndex> by_label;
    for (LinkIndex i = 0; i < labels.size(); ++i) {
        if (labels[i] != Label{}) by_label.push_back(i);
    }
    std::sort(by_label.begin(), by_label.end(),
              [&](LinkIndex a, LinkIndex b) { return std::pair(labels[a], a) < std::pair(labels[b], b); });
    std::vector<CutClass> classes;
    for (auto begin = by_label.begin(); begin != by_label.end();) {
        const auto end =
            std::find_if(begin, by_label.end(), [&](LinkIndex i) { return labels[i] != labels[*begin]; });
        if (end - begin > 1) classes.emplace_back(begin, end);
        begin = end;
    }
    std::sort(classes.begin(), classes.end());
    return classes;
}

}  // namespace herd::topology
