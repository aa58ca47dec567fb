#include "fault/preset.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

namespace herd::fault {
namespace {

ServerIndex index_of(const HerdMap& map, const std::string& name) {
    return *map.roster().find(name);
}

// The links of which `is_cut` says so, by their ends.
template <class IsCut>
std::vector<LinkIndex> select_links(const HerdMap& map, IsCut is_cut) {
    std::vector<LinkIndex> links;
    for (LinkIndex link = 0; link < map.links().size(); ++link) {
        const auto [a, b] = map.links()[link];
        if (map.has_link(link) && is_cut(a, b)) links.push_back(link);
    }
    return links;
}

// The number of each server's group; 0 for those in none.
std::vector<std::size_t> number_groups(const std::vector<std::vector<std::string>>& groups,
                                       const HerdMap& map) {
    std::vector<std::size_t> numbers(map.roster().size());
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (const auto& name : groups[i]) numbers[index_of(map, name)] = i + 1;
    }
    return numbers;
}

// All servers in a random order.
std::vector<ServerIndex> shuffle_servers(const HerdMap& map, Random& random) {
    std::vector<ServerIndex> servers;
    for (ServerIndex server = 0; server < map.roster().size(); ++server) {
        if (map.has_server(server)) servers.push_back(server);
    }
    random.shuffle(servers);
    return servers;
}

}  // namespace

std::vector<LinkIndex> find_cuts(const Isolate& isolate, const HerdMap& map, Random&) {
    return map.links_of(index_of(map, isolate.server));
}

std::vector<LinkIndex> find_cuts(const Split& split, const HerdMap& map, Random&) {
    const auto group = number_groups(split.groups, map);
    return select_links(map, [&](ServerIndex a, ServerIndex b) { return group[a] != group[b]; });
}

std::vector<LinkIndex> find_cuts(const Bridge& bridge, const HerdMap& map, Random&) {
    const auto group = number_groups(bridge.groups, map);
    const ServerIndex middle = index_of(map, bridge.server);
    return select_links(map, [&](ServerIndex a, ServerIndex b) {
        return a != middle && b != middle && group[a] != group[b];
    });
}

std::vector<LinkIndex> find_cuts(const Majorities&, const HerdMap& map, Random& random) {
    const auto order = shuffle_servers(map, random);
    const std::size_t count = order.size();
    std::vector<std::size_t> place(map.roster().size());
    for (std::size_t i = 0; i < count; ++i) place[order[i]] = i;
    // count / 2 others make a majority with oneself; links are mutual, so an odd number of them is one more.
    const std::size_t reach = (count / 2 + 1) / 2;
    return select_links(map, [&](ServerIndex a, ServerIndex b) {
        const std::size_t gap = std::max(place[a], place[b]) - std::min(place[a], place[b]);
        // In a ring of three all see all: they stand in a row.
        return (count == 3 ? gap : std::min(gap, count - gap)) > reach;
    });
}

std::vector<TimedCut> plan_swizzle(const Swizzle& swizzle, const HerdMap& map, Random& random) {
    auto servers = shuffle_servers(map, random);
    servers.resize(std::max<std::size_t>(servers.size() / 2, 1));
    auto healed = servers;
    random.shuffle(healed);
    if (healed == servers) std::rotate(healed.begin(), healed.begin() + 1, healed.end());

    std::vector<std::optional<TimedCut>> cuts(map.links().size());
    const auto count = static_cast<std::int64_t>(servers.size());
    for (std::int64_t i = 0; i < count; ++i) {
        for (const LinkIndex link : map.links_of(servers[static_cast<std::size_t>(i)])) {
            if (!cuts[link]) cuts[link] = TimedCut{link, i * swizzle.step, nanoseconds(0)};
        }
    }
    for (std::int64_t i = 0; i < count; ++i) {
        for (const LinkIndex link : map.links_of(healed[static_cast<std::size_t>(i)]))
            cuts[link]->to = (count + i) * swizzle.step;
    }
    std::vector<TimedCut> plan;
    for (const auto& cut : cuts) {
        if (cut) plan.push_back(*cut);
    }
    return plan;
}

}  // namespace herd::fault
