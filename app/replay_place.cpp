#include "replay_place.hpp"

#include "herd_file.hpp"
#include "ready.hpp"

namespace herd::app {
namespace {

std::optional<bench::Endpoint> find_endpoint(const config::Server& server, const std::string& ready_file) {
    if (!ready_file.empty()) {
        const auto address = find_ready(ready_file, server.name);
        if (address) return bench::Endpoint{address->host, address->port};
        say(address.error());
        return std::nullopt;
    }
    if (server.port != 0) return bench::Endpoint{server.host, server.port};
    say(server.name + " listens on a port of the system's choice: give the --ready-file of 'herd up'");
    return std::nullopt;
}

}  // namespace

std::optional<std::vector<bench::Endpoint>> find_servers_or_complain(const std::string& file,
                                                                     const std::string& ready_file,
                                                                     const std::vector<std::string>& names) {
    const auto config = load_or_complain(file);
    if (!config) return std::nullopt;
    std::vector<bench::Endpoint> endpoints;
    const auto add = [&](std::size_t server) {
        const auto endpoint = find_endpoint(config->servers[server], ready_file);
        if (endpoint) endpoints.push_back(*endpoint);
        return endpoint.has_value();
    };
    for (const auto& name : names) {
        const auto server = find_or_complain(*config, file, name);
        if (!server || !add(*server)) return std::nullopt;
    }
    for (std::size_t server = 0; names.empty() && server < config->servers.size(); ++server) {
        if (!add(server)) return std::nullopt;
    }
    return endpoints;
}

}  // namespace herd::app
