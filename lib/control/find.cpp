#include "control/find.hpp"

#include <vector>

#include "base/quote.hpp"
#include "base/suggestion.hpp"

namespace herd::control {

Result<core::ServerIndex, Problem> find_server(const net::Herd& herd, std::string_view name) {
    const auto& servers = herd.config().servers;
    std::vector<std::string_view> names;
    for (core::ServerIndex server = 0; server < servers.size(); ++server) {
        if (!herd.has_server(server)) continue;
        if (servers[server].name == name) return server;
        names.push_back(servers[server].name);
    }
    std::string why = "the herd has no server " + format_quoted(name);
    if (const auto near = find_near_word(name, names); !near.empty())
        why += "; did you mean " + format_quoted(near) + "?";
    return unexpected(Problem{404, std::move(why), {}, {}});
}

Result<fault::LinkIndex, Problem> find_link(const net::Herd& herd, std::string_view a, std::string_view b) {
    const auto first = find_server(herd, a);
    if (!first) return unexpected(first.error());
    const auto second = find_server(herd, b);
    if (!second) return unexpected(second.error());
    const auto& config = herd.config();
    std::string neighbours;
    for (fault::LinkIndex link = 0; link < config.links.size(); ++link) {
        const auto& ends = config.links[link];
        if (!herd.has_link(link) || (ends.a != *first && ends.b != *first)) continue;
        const auto other = ends.a == *first ? ends.b : ends.a;
        if (other == *second) return link;
        neighbours += (neighbours.empty() ? "" : ", ") + config.servers[other].name;
    }
    return unexpected(Problem{404,
                              std::string(a) + " and " + std::string(b) + " have no link; " + std::string(a) +
                                  (neighbours.empty() ? " has none at all" : " has links with " + neighbours),
                              {},
                              {}});
}

core::Roster make_roster(const net::Herd& herd) {
    std::vector<std::string> names;
    for (const auto& server : herd.config().servers) names.push_back(server.name);
    return core::Roster(std::move(names));
}

}  // namespace herd::control
