#include "topology/random_shapes.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"
#include "topology/distance.hpp"

namespace herd::topology {
namespace {

/// Who is linked to whom, to be asked and changed link by link.
class Neighbourhoods {
public:
    Neighbourhoods(Node nodes, const std::vector<Link>& links) : of_(nodes) {
        for (const auto& link : links) add(link.a, link.b);
    }

    bool has(Node a, Node b) const { return std::find(of_[a].begin(), of_[a].end(), b) != of_[a].end(); }
    std::size_t degree(Node node) const { return of_[node].size(); }
    void add(Node a, Node b) {
        of_[a].push_back(b);
        of_[b].push_back(a);
    }
    void remove(Node a, Node b) {
        of_[a].erase(std::find(of_[a].begin(), of_[a].end(), b));
        of_[b].erase(std::find(of_[b].begin(), of_[b].end(), a));
    }

private:
    std::vector<std::vector<Node>> of_;
};

Node draw(Node limit, const Below& below) {
    return static_cast<Node>(below(limit));
}

/// Two links become two others with the same ends, if these are new.
void exchange_ends(Link& one, Link& two, Neighbourhoods& neighbourhoods) {
    const Link first{one.a, two.b};
    const Link second{two.a, one.b};
    if (first.a == first.b || second.a == second.b) return;
    if (neighbourhoods.has(first.a, first.b) || neighbourhoods.has(second.a, second.b)) return;
    neighbourhoods.remove(one.a, one.b);
    neighbourhoods.remove(two.a, two.b);
    neighbourhoods.add(first.a, first.b);
    neighbourhoods.add(second.a, second.b);
    one = first;
    two = second;
}

bool is_connected(Node nodes, const std::vector<Link>& links) {
    return measure_distances(Graph(nodes, links), 0).order.size() == nodes;
}

/// A regular graph without any chance in it. Shape: 2 <= `degree` < `nodes` - 1.
std::vector<Link> link_circulant(Node nodes, std::size_t degree) {
    auto links = link_ring(nodes, static_cast<Node>(degree / 2));
    const Node half = nodes / 2;
    if (degree % 2 == 1) {
        for (Node i = 0; i < half; ++i) links.push_back({i, i + half});
    }
    return links;
}

}  // namespace

std::vector<Link> link_ring(Node nodes, Node reach) {
    std::vector<Link> links;
    for (Node i = 0; i < nodes; ++i) {
        for (Node step = 1; step <= reach; ++step) {
            const Node to = (i + step) % nodes;
            if (to != i) links.push_back({i, to});
        }
    }
    return links;
}

std::vector<Link> link_all(Node nodes) {
    std::vector<Link> links;
    for (Node i = 0; i < nodes; ++i) {
        for (Node j = i + 1; j < nodes; ++j) links.push_back({i, j});
    }
    return links;
}

std::vector<Link> link_regular(Node nodes, std::size_t degree, const Below& below) {
    HERD_ASSERT(degree >= 2);
    if (degree + 1 >= nodes) return link_all(nodes);
    auto links = link_circulant(nodes, degree);
    if (degree == 2) return links;  // a ring, as all that are connected

    const Node count = static_cast<Node>(links.size());
    Neighbourhoods neighbourhoods(nodes, links);
    do {
        for (Node i = 0; i < 10 * count; ++i) {
            Link& one = links[draw(count, below)];
            Link& two = links[draw(count, below)];
            // Which ends stay together is a matter of how the links are written down.
            if (below(2) == 0) std::swap(two.a, two.b);
            exchange_ends(one, two, neighbourhoods);
        }
    } while (!is_connected(nodes, links));
    return links;
}

std::vector<Link> link_small_world(Node nodes, std::size_t degree, unsigned rewired, const Below& below) {
    HERD_ASSERT(degree >= 2);
    if (degree + 1 >= nodes) return link_all(nodes);
    auto links = link_ring(nodes, static_cast<Node>(degree / 2));
    Neighbourhoods neighbourhoods(nodes, links);
    for (auto& [from, to] : links) {
        const bool is_of_ring = to == (from + 1) % nodes;
        if (is_of_ring || below(100) >= rewired || neighbourhoods.degree(from) + 1 == nodes) continue;
        Node other = draw(nodes, below);
        while (other == from || neighbourhoods.has(from, other)) other = (other + 1) % nodes;
        neighbourhoods.remove(from, to);
        neighbourhoods.add(from, other);
        to = other;
    }
    return links;
}

std::vector<Link> link_random(Node nodes, unsigned extra_links, const Below& below) {
    std::vector<Link> links;
    for (Node i = 1; i < nodes; ++i) links.push_back({draw(i, below), i});
    if (nodes < 3) return links;
    for (std::uint64_t i = 0; i < std::uint64_t{nodes} * extra_links / 100; ++i) {
        const Node from = draw(nodes, below);
        const Node other = draw(nodes - 1, below);
        links.push_back({from, other < from ? other : other + 1});
    }
    return links;
}

}  // namespace herd::topology
