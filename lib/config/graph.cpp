#include "config/graph.hpp"

#include <utility>

namespace herd::config {

topology::Graph make_graph(const Config& config) {
    std::vector<topology::Link> links;
    for (const auto& link : config.links)
        links.push_back({static_cast<topology::Node>(link.a), static_cast<topology::Node>(link.b)});
    return {config.servers.size(), std::move(links)};
}

std::vector<std::string> list_names(const Config& config) {
    std::vector<std::string> names;
    for (const auto& server : config.servers) names.push_back(server.name);
    return names;
}

}  // namespace herd::config
