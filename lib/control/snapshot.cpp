#include "control/snapshot.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>
#include <variant>

#include "net/herd.hpp"

namespace herd::control {
namespace {

/// The servers and links of the snapshot that the indexes of the herd stand for.
struct Places {
    std::vector<std::optional<std::size_t>> servers;
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> links;  // by names, the lesser first
};

std::pair<std::string_view, std::string_view> sort_names(std::string_view a, std::string_view b) {
    return a < b ? std::pair(a, b) : std::pair(b, a);
}

/// The link that a fault is set on, if it is one link.
std::optional<std::pair<std::string_view, std::string_view>> find_ends(const fault::Action& action) {
    return std::visit(
        [](const auto& what) -> std::optional<std::pair<std::string_view, std::string_view>> {
            if constexpr (requires { what.link; }) {
                return sort_names(what.link.a, what.link.b);
            } else if constexpr (requires { what.where; }) {
                if (const auto* link = std::get_if<fault::LinkName>(&what.where))
                    return sort_names(link->a, link->b);
                const auto& direction = std::get<fault::DirectionName>(what.where);
                return sort_names(direction.from, direction.to);
            } else {
                return std::nullopt;
            }
        },
        action);
}

ServerCondition condition_of(net::ServerState state) {
    switch (state) {
        case net::ServerState::stopped:
            return ServerCondition::stopped;
        case net::ServerState::running:
            return ServerCondition::running;
        case net::ServerState::paused:
            return ServerCondition::paused;
        case net::ServerState::stopping:
            return ServerCondition::stopping;
    }
    return ServerCondition::stopped;
}

void look_at_server(const net::Herd& herd, core::ServerIndex index, ServerSnapshot& server) {
    server.condition = condition_of(herd.state(index));
    server.clock = herd.clock_error(index);
    const core::Server& core = herd.server(index);
    server.lamport = core.lamport();
    server.counters = core.counters();
    if (server.condition == ServerCondition::stopped) return;
    server.clients = core.store().size();
    server.bytes = core.store().bytes();
    server.connections = core.session_count();
}

Places take_servers(const net::Herd& herd, HerdSnapshot& snapshot) {
    std::map<std::string, std::uint16_t> hosted;
    for (auto& address : herd.addresses()) hosted.emplace(std::move(address.server), address.port);
    Places places;
    const auto& servers = herd.config().servers;
    places.servers.resize(servers.size());
    snapshot.servers.reserve(servers.size());
    for (core::ServerIndex index = 0; index < servers.size(); ++index) {
        if (!herd.has_server(index)) continue;
        places.servers[index] = snapshot.servers.size();
        auto& server = snapshot.servers.emplace_back();
        server.name = servers[index].name;
        server.host = servers[index].host;
        server.port = servers[index].port;
        const auto here = hosted.find(server.name);
        if (here == hosted.end()) continue;
        server.port = here->second;
        look_at_server(herd, index, server);
    }
    return places;
}

LinkSnapshot take_link(const net::Herd& herd, fault::LinkIndex index) {
    const auto facts = herd.link(index);
    LinkSnapshot link;
    for (const int end : {0, 1}) {
        link.ends[end] = herd.config().servers[facts.ends[end]].name;
        const auto& direction = facts.directions[end];
        link.directions[end] = {direction.counters, direction.queued, direction.held};
    }
    link.condition = facts.is_up                              ? LinkCondition::up
                     : herd.faults().link_state(index).is_cut ? LinkCondition::cut
                                                              : LinkCondition::down;
    link.connections = facts.connections;
    return link;
}

void take_links(const net::Herd& herd, Places& places, HerdSnapshot& snapshot) {
    const auto& links = herd.config().links;
    snapshot.links.reserve(links.size());
    for (fault::LinkIndex index = 0; index < links.size(); ++index) {
        if (!herd.has_link(index)) continue;
        const auto& link = snapshot.links.emplace_back(take_link(herd, index));
        const auto servers = {std::pair(links[index].a, 1), std::pair(links[index].b, 0)};
        for (const auto& [server, other] : servers) {
            if (const auto at = places.servers[server])
                snapshot.servers[*at].neighbours.push_back(link.ends[other]);
        }
    }
    // Only now, since the names move while the list grows.
    for (std::size_t at = 0; at < snapshot.links.size(); ++at) {
        const auto& ends = snapshot.links[at].ends;
        places.links.emplace(sort_names(ends[0], ends[1]), at);
    }
    for (auto& server : snapshot.servers) std::sort(server.neighbours.begin(), server.neighbours.end());
}

void take_faults(const net::Herd& herd, const Places& places, HerdSnapshot& snapshot) {
    for (auto& fault : herd.faults().in_force()) {
        if (const auto ends = find_ends(fault.fault.action)) {
            const auto link = places.links.find(*ends);
            if (link != places.links.end()) snapshot.links[link->second].faults.push_back(fault.id);
        }
        auto& taken = snapshot.faults.emplace_back();
        taken.id = fault.id;
        taken.fault = std::move(fault.fault);
        if (fault.until) taken.until = *fault.until - herd.trace_epoch();
    }
}

PlacesSnapshot take_places(const net::Herd& herd) {
    const places::Meter& meter = herd.places_meter();
    PlacesSnapshot taken;
    for (std::size_t count = 0; count < taken.counts.size(); ++count)
        taken.counts[count] = meter.read(static_cast<places::Count>(count));
    for (std::size_t bucket = 0; bucket < taken.requests.size(); ++bucket)
        taken.requests[bucket] = meter.read_requests(bucket);
    taken.request_time = meter.read_request_time();
    taken.load = herd.places_load();
    return taken;
}

}  // namespace

std::string_view format_condition(ServerCondition condition) {
    switch (condition) {
        case ServerCondition::running:
            return "running";
        case ServerCondition::stopped:
            return "stopped";
        case ServerCondition::paused:
            return "paused";
        case ServerCondition::stopping:
            return "stopping";
        case ServerCondition::elsewhere:
            return "elsewhere";
    }
    return "";
}

std::string_view format_condition(LinkCondition condition) {
    switch (condition) {
        case LinkCondition::up:
            return "up";
        case LinkCondition::down:
            return "down";
        case LinkCondition::cut:
            return "cut";
    }
    return "";
}

HerdSnapshot take_snapshot(const net::Herd& herd, const Propagation& propagation) {
    HerdSnapshot snapshot;
    snapshot.now = std::chrono::system_clock::now();
    snapshot.t = SteadyTime(std::chrono::steady_clock::now()) - herd.trace_epoch();
    Places places = take_servers(herd, snapshot);
    take_links(herd, places, snapshot);
    take_faults(herd, places, snapshot);
    snapshot.trace = {herd.config().trace.buffer > 0, herd.event_count(), herd.events_dropped(),
                      herd.trace_bytes()};
    snapshot.propagation = propagation.figures(snapshot.t);
    snapshot.places = take_places(herd);
    return snapshot;
}

const ServerSnapshot* find_server(const HerdSnapshot& snapshot, std::string_view name) {
    const auto at = std::find_if(snapshot.servers.begin(), snapshot.servers.end(),
                                 [name](const ServerSnapshot& server) { return server.name == name; });
    return at == snapshot.servers.end() ? nullptr : &*at;
}

const LinkSnapshot* find_link(const HerdSnapshot& snapshot, std::string_view a, std::string_view b) {
    const auto at = std::find_if(snapshot.links.begin(), snapshot.links.end(), [a, b](const auto& link) {
        return (link.ends[0] == a && link.ends[1] == b) || (link.ends[0] == b && link.ends[1] == a);
    });
    return at == snapshot.links.end() ? nullptr : &*at;
}

}  // namespace herd::control
