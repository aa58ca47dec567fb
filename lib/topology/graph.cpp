#include "topology/graph.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"

namespace herd::topology {

Graph::Graph(std::size_t nodes, std::vector<Link> links) : links_(std::move(links)), first_(nodes + 1) {
    for (auto& link : links_) {
        if (link.a > link.b) std::swap(link.a, link.b);
        HERD_ASSERT(link.a != link.b && link.b < nodes);
    }
    std::sort(links_.begin(), links_.end());
    links_.erase(std::unique(links_.begin(), links_.end()), links_.end());

    for (const auto& link : links_) {
        ++first_[link.a + 1];
        ++first_[link.b + 1];
    }
    for (std::size_t i = 0; i < nodes; ++i) first_[i + 1] += first_[i];
    // Links come sorted, so lesser neighbours are filled in before greater ones.
    auto next = first_;
    adjacent_.resize(2 * links_.size());
    for (LinkIndex i = 0; i < links_.size(); ++i) adjacent_[next[links_[i].b]++] = {links_[i].a, i};
    for (LinkIndex i = 0; i < links_.size(); ++i) adjacent_[next[links_[i].a]++] = {links_[i].b, i};
}

}  // namespace herd::topology
