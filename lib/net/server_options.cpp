#include "net/server_options.hpp"

#include <string>
#include <utility>
#include <vector>

#include "net/choose_provider.hpp"

namespace herd::net {

core::Roster make_roster(const config::Config& config) {
    std::vector<std::string> names;
    for (const auto& server : config.servers) names.push_back(server.name);
    return core::Roster(std::move(names));
}

fault::LinkList make_links(const config::Config& config) {
    fault::LinkList links;
    for (const auto& link : config.links) {
        links.emplace_back(static_cast<core::ServerIndex>(link.a), static_cast<core::ServerIndex>(link.b));
    }
    return links;
}

core::ServerOptions make_server_options(const config::Config& config) {
    core::ServerOptions options;
    options.max_line = config.clients.max_line;
    options.unterminated_after = config.clients.unterminated_after;
    options.close_after = config.clients.close_after;
    options.places_timeout = config.places.timeout;
    options.places_timeout_document = places::format_failure(
        "UNKNOWN_ERROR", "The places provider did not answer in time.", choose_layout(config.places));
    options.store_limit = config.herd.store_limit;
    options.neighbour_queue_limit = config.herd.queue_limit;
    options.propagation = config.herd.propagation == config::Propagation::tree ? core::Propagation::tree
                                                                               : core::Propagation::flood;
    return options;
}

}  // namespace herd::net
