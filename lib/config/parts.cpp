#include "config/parts.hpp"

#include <algorithm>

namespace herd::config {

std::vector<std::vector<std::size_t>> find_neighbours(const Config& config) {
    std::vector<std::vector<std::size_t>> neighbours(config.servers.size());
    for (const auto& link : config.links) {
        neighbours[link.a].push_back(link.b);
        neighbours[link.b].push_back(link.a);
    }
    for (auto& list : neighbours) std::sort(list.begin(), list.end());
    return neighbours;
}

std::vector<Part> find_parts(const Config& config) {
    const auto neighbours = find_neighbours(config);
    std::vector<bool> seen(neighbours.size());
    std::vector<Part> parts;
    for (std::size_t start = 0; start < neighbours.size(); ++start) {
        if (seen[start]) continue;
        seen[start] = true;
        Part& part = parts.emplace_back();
        part.servers.push_back(start);
        std::size_t ends = 0;
        for (std::size_t i = 0; i < part.servers.size(); ++i) {
            for (const auto neighbour : neighbours[part.servers[i]]) {
                ++ends;
                if (!seen[neighbour]) part.servers.push_back(neighbour);
                seen[neighbour] = true;
            }
        }
        part.links = ends / 2;
        std::sort(part.servers.begin(), part.servers.end());
    }
    return parts;
}

}  // namespace herd::config
