#include "swarm/herd_draw.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace herd::swarm {
namespace {

using namespace std::chrono_literals;

std::string pad(std::size_t number) {
    const std::string digits = std::to_string(number);
    return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

/// Names in an order that has nothing to do with the topology: the lesser one dials, and breaks ties.
std::vector<std::string> draw_names(Dice& dice, std::size_t count) {
    std::vector<std::string> names{"Alford", "Ball", "Hamilton", "Holiday", "Welsh"};
    if (dice.percent(10)) names = {"a", "A", "\xC3\x9C", "-", std::string(64, 'z'), "\"'\"", "?"};
    for (std::size_t i = names.size(); i < count; ++i) names.push_back("Server" + pad(i + 1));
    names.resize(count);
    dice.shuffle(names);
    return names;
}

std::vector<config::Link> draw_links(Dice& dice, const Limits& limits, std::size_t servers) {
    const auto drawn = topology::all_shapes[dice.below(topology::all_shapes.size())];
    topology::ShapeOptions options;
    options.children = dice.between(1, 4);
    options.degree = dice.between(2, 5);
    options.extra_links = static_cast<unsigned>(dice.between(0, 100));
    const auto graph = topology::make_graph(
        limits.shape.value_or(drawn), servers, [&](std::uint64_t limit) { return dice.below(limit); },
        options);
    std::vector<config::Link> links;
    for (const auto& link : graph.links()) links.push_back({link.a, link.b});
    return links;
}

/// Each option is as usual for most seeds, so that it is clear what a failure needs.
void draw_options(Dice& dice, config::Config& config) {
    if (dice.percent(15)) config.clients.close_after = dice.duration(10ms, 2s);
    if (dice.percent(15)) config.clients.max_line = dice.between(64, 512);
    if (dice.percent(15)) config.clients.unterminated_after = dice.duration(1ms, 1s);
    if (dice.percent(20)) config.places.timeout = dice.duration(500us, 100ms);
    if (dice.percent(15)) config.places.queue = dice.between(1, 4);
    if (dice.percent(10)) config.herd.store_limit = std::size_t{64} << 10;
    if (dice.percent(25)) config.herd.queue_limit = dice.between(1 << 10, 1 << 14);
}

}  // namespace

config::Config draw_herd(Dice& dice, const Limits& limits) {
    config::Config config;
    const std::size_t servers = dice.between(limits.least_servers, limits.most_servers);
    for (auto& name : draw_names(dice, servers)) config.servers.push_back({.name = std::move(name)});
    config.links = draw_links(dice, limits, servers);
    draw_options(dice, config);
    const bool has_trees = dice.percent(50);
    config.herd.propagation =
        limits.propagation.value_or(has_trees ? config::Propagation::tree : config::Propagation::flood);
    return config;
}

}  // namespace herd::swarm
