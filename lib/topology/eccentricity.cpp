#include "topology/eccentricity.hpp"

#include <algorithm>
#include <optional>

#include "topology/distance.hpp"

namespace herd::topology {
namespace {

/// The node to walk from next: by turns the one that may be farthest out and the one that may be most
/// central, since these tell most about the others. Nothing: all are known.
std::optional<Node> choose_next(const std::vector<Bounds>& bounds, bool wants_far) {
    std::optional<Node> best;
    for (Node i = 0; i < bounds.size(); ++i) {
        if (bounds[i].is_exact()) continue;
        const bool is_better = !best || (wants_far ? bounds[i].most > bounds[*best].most
                                                   : bounds[i].least < bounds[*best].least);
        if (is_better) best = i;
    }
    return best;
}

}  // namespace

std::vector<Bounds> measure_eccentricities(const Graph& graph, std::size_t& work) {
    const std::size_t cost = 2 * graph.size() + 2 * graph.links().size();
    const std::size_t others = graph.size() - 1;
    std::vector<Bounds> bounds(graph.size(), Bounds{std::min<std::size_t>(others, 1), others});
    Distances distances;
    bool wants_far = false;
    for (auto at = choose_next(bounds, wants_far); at && work >= cost; at = choose_next(bounds, wants_far)) {
        work -= cost;
        wants_far = !wants_far;
        measure_distances(graph, *at, distances);
        const std::size_t found = distances.eccentricity();
        for (Node node = 0; node < graph.size(); ++node) {
            const std::size_t distance = distances.to[node];
            bounds[node].least = std::max({bounds[node].least, distance, found - distance});
            bounds[node].most = std::min(bounds[node].most, found + distance);
        }
    }
    return bounds;
}

Bounds find_diameter(const std::vector<Bounds>& eccentricities) {
    Bounds diameter;
    for (const auto& each : eccentricities) {
        diameter.least = std::max(diameter.least, each.least);
        diameter.most = std::max(diameter.most, each.most);
    }
    return diameter;
}

}  // namespace herd::topology
