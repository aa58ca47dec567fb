#include "topology/facts.hpp"

#include <algorithm>
#include <utility>

#include "topology/depth_first.hpp"
#include "topology/eccentricity.hpp"
#include "topology/edge_connectivity.hpp"

namespace herd::topology {

std::size_t Facts::cut_pairs() const {
    std::size_t pairs = 0;
    for (const auto& links : cut_classes) pairs += count_pairs(links);
    return pairs;
}

Facts find_facts(const Graph& graph, std::size_t work) {
    Facts facts;
    const auto forest = walk_depth_first(graph);
    facts.weak = find_weak_points(graph, forest);
    facts.cut_classes = find_cut_classes(graph, forest);

    // The size of the least cut that is known of a node's part; 0: none.
    std::vector<std::size_t> least_cut(graph.size());
    const auto root_of = [&](LinkIndex link) { return forest.root[graph.links()[link].a]; };
    for (const auto& links : facts.cut_classes) least_cut[root_of(links.front())] = 2;
    for (const auto link : facts.weak.bridges) least_cut[root_of(link)] = 1;

    std::size_t hops_work = work;
    std::size_t cut_work = work;
    for (auto& part : find_parts(graph)) {
        PartFacts& of_part = facts.parts.emplace_back(PartFacts{std::move(part), {}, {}, {}});
        of_part.worst_hops = measure_eccentricities(of_part.part.graph, hops_work);
        of_part.diameter = find_diameter(of_part.worst_hops);
        const std::size_t known = least_cut[forest.root[of_part.part.nodes.front()]];
        if (known > 0) {
            of_part.connectivity = {known, known};
        } else {
            of_part.connectivity = measure_edge_connectivity(of_part.part.graph, cut_work);
            // All cuts of one and two links are known, and there are none.
            if (of_part.part.nodes.size() > 1)
                of_part.connectivity.least = std::max<std::size_t>(of_part.connectivity.least, 3);
        }
    }
    return facts;
}

}  // namespace herd::topology
