#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace herd::topology {

/// A server's place in the list of servers.
using Node = std::uint32_t;

/// A link's place in `Graph::links`.
using LinkIndex = std::uint32_t;

/// A two-way link, the lesser node first.
struct Link {
    Node a = 0;
    Node b = 0;
    friend auto operator<=>(const Link&, const Link&) = default;
};

/// A link as one of its ends sees it.
struct Adjacent {
    Node node = 0;  // at the other end
    LinkIndex link = 0;
    friend bool operator==(const Adjacent&, const Adjacent&) = default;
};

/// Who talks with whom.
class Graph {
public:
    /// Shape: links in any order; one that is there twice, from either side, is one. No node is linked to
    /// itself.
    Graph(std::size_t nodes, std::vector<Link> links);

    std::size_t size() const { return first_.size() - 1; }
    /// Sorted.
    const std::vector<Link>& links() const { return links_; }
    /// In rising order of nodes.
    std::span<const Adjacent> neighbours(Node node) const {
        return {adjacent_.data() + first_[node], adjacent_.data() + first_[node + 1]};
    }
    std::size_t degree(Node node) const { return first_[node + 1] - first_[node]; }

private:
    std::vector<Link> links_;
    std::vector<std::size_t> first_;  // where in `adjacent_` a node's neighbours begin; and the end
    std::vector<Adjacent> adjacent_;
};

}  // namespace herd::topology
