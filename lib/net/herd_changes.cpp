// Servers and links that come and go while a herd runs.

#include <algorithm>
#include <optional>
#include <utility>

#include "base/quote.hpp"
#include "config/server_name.hpp"
#include "net/herd_state.hpp"
#include "net/resolve.hpp"

namespace herd::net {
namespace {

/// Removed servers keep their indexes, so who adds and removes without end is told to stop.
constexpr std::size_t most_servers = 1000;

constexpr std::string_view spread_herd =
    "this herd runs in several processes; change the file that they share, and start them again";

/// The address that a server is to have. A name server would keep the whole herd waiting.
Result<Endpoint, std::string> read_address(const config::Server& server) {
    std::error_code error;
    const auto address =
        asio::ip::make_address(server.host == "localhost" ? "127.0.0.1" : server.host, error);
    if (!error) return Endpoint(address, server.port);
    return unexpected("host " + format_quoted(server.host) +
                      " is no address; a server that is added while the herd runs takes one in numbers, "
                      "such as 127.0.0.1");
}

}  // namespace

bool Herd::State::is_spread() const {
    for (core::ServerIndex server = 0; server < hosts.size(); ++server) {
        if (faults.map().has_server(server) && !site.hosted[server]) return true;
    }
    return false;
}

std::optional<std::string> Herd::State::check_new_server(
    const config::Server& server, const std::vector<core::ServerIndex>& neighbours) const {
    const auto& map = faults.map();
    if (is_stopping) return "the herd stops";
    if (is_spread()) return std::string(spread_herd);
    if (const auto why = config::check_server_name(server.name); !why.empty()) return std::string(why);
    const auto known = roster.find(server.name);
    if (known && map.has_server(*known))
        return "there is a server " + format_quoted(server.name) + " already";
    if (known && (leaves[*known] || hosts[*known]->state() != ServerHost::State::stopped))
        return format_quoted(server.name) + " was removed, and is still stopping; try again in a moment";
    if (!known && roster.size() >= most_servers)
        return "there have been " + std::to_string(most_servers) +
               " servers, which is the most; a removed one may come back by its name";
    for (std::size_t i = 0; i < neighbours.size(); ++i) {
        if (!map.has_server(neighbours[i])) return "a neighbour is not there any more";
        if (std::find(neighbours.begin(), neighbours.begin() + static_cast<std::ptrdiff_t>(i),
                      neighbours[i]) != neighbours.begin() + static_cast<std::ptrdiff_t>(i))
            return format_quoted(roster.name(neighbours[i])) + " is named twice; once makes the link";
    }
    return std::nullopt;
}

void Herd::State::append_server(const config::Server& server) {
    roster.add(server.name);
    config.servers.push_back(server);
    site.hosted.push_back(true);
    site.endpoints.emplace_back();
    listening.emplace_back();
    starts_again.push_back(false);
    leaves.push_back(false);
    hosts.push_back(std::make_unique<ServerHost>(site, static_cast<core::ServerIndex>(hosts.size())));
}

fault::LinkIndex Herd::State::make_link(core::ServerIndex a, core::ServerIndex b) {
    const auto [first, second] = std::minmax(a, b);
    const fault::LinkIndex link = faults.add_link(first, second);
    if (link == config.links.size()) config.links.push_back({first, second});
    hosts[first]->add_link(second, link);
    hosts[second]->add_link(first, link);
    tell_links();
    return link;
}

void Herd::State::tell_links() {
    trace::Recorder::Links links;
    for (fault::LinkIndex link = 0; link < config.links.size(); ++link) {
        if (faults.map().has_link(link)) links.push_back(faults.map().links()[link]);
    }
    std::sort(links.begin(), links.end());
    recorder.set_links(std::move(links));
    site.touch();
}

/// The server has stopped for good: its links are no more.
void Herd::State::take_leave(core::ServerIndex server) {
    leaves[server] = false;
    for (const auto& link : config.links) {
        if (link.a != server && link.b != server) continue;
        hosts[link.a]->remove_link(static_cast<core::ServerIndex>(link.b));
        hosts[link.b]->remove_link(static_cast<core::ServerIndex>(link.a));
    }
    site.touch();
}

Result<Address, std::string> Herd::add_server(const config::Server& server,
                                              const std::vector<core::ServerIndex>& neighbours) {
    State& state = *state_;
    if (const auto why = state.check_new_server(server, neighbours)) return unexpected(*why);
    auto endpoint = read_address(server);
    if (!endpoint) return unexpected(endpoint.error());
    const auto known = state.roster.find(server.name);
    if (!known) state.append_server(server);
    const core::ServerIndex index = *state.roster.find(server.name);
    state.config.servers[index] = server;
    ServerHost& host = *state.hosts[index];
    auto error = host.bind(*endpoint);
    if (!error) error = host.listen();
    if (error) {
        host.unbind();
        return unexpected(format_fault({server.name, server.host, server.port, error.message()}));
    }
    state.faults.add_server(server.name);
    state.listening[index] = *endpoint;
    state.site.endpoints[index] = dial_endpoint(*endpoint);
    host.start();
    for (const auto neighbour : neighbours) state.make_link(index, neighbour);
    return Address{server.name, server.host, endpoint->port()};
}

Result<void, std::string> Herd::remove_server(core::ServerIndex server) {
    State& state = *state_;
    if (!has_server(server)) return unexpected<std::string>("the server is not there any more");
    if (state.is_stopping) return unexpected<std::string>("the herd stops");
    if (state.is_spread()) return unexpected(std::string(spread_herd));
    std::size_t others = 0;
    for (core::ServerIndex i = 0; i < state.hosts.size(); ++i) others += i != server && has_server(i);
    if (others == 0) return unexpected<std::string>("a herd has at least one server");
    state.faults.remove_server(server);
    state.arm_faults();
    state.leaves[server] = true;
    state.hosts[server]->resume();
    state.stop_server(server);
    if (state.hosts[server]->state() == ServerHost::State::stopped && state.leaves[server])
        state.take_leave(server);
    state.tell_links();
    return {};
}

Result<fault::LinkIndex, std::string> Herd::add_link(core::ServerIndex a, core::ServerIndex b) {
    State& state = *state_;
    const auto& map = state.faults.map();
    if (state.is_stopping) return unexpected<std::string>("the herd stops");
    if (!has_server(a) || !has_server(b)) return unexpected<std::string>("the server is not there any more");
    if (a == b) return unexpected<std::string>("a server is not linked to itself");
    if (state.is_spread()) return unexpected(std::string(spread_herd));
    if (map.link_between(a, b))
        return unexpected("there is a link between " + format_quoted(state.roster.name(a)) + " and " +
                          format_quoted(state.roster.name(b)) + " already");
    return state.make_link(a, b);
}

Result<void, std::string> Herd::remove_link(fault::LinkIndex link) {
    State& state = *state_;
    if (!has_link(link)) return unexpected<std::string>("the link is not there any more");
    if (state.is_stopping) return unexpected<std::string>("the herd stops");
    if (state.is_spread()) return unexpected(std::string(spread_herd));
    state.faults.remove_link(link);
    state.arm_faults();
    const auto [a, b] = state.faults.map().links()[link];
    state.hosts[a]->remove_link(b);
    state.hosts[b]->remove_link(a);
    state.tell_links();
    return {};
}

bool Herd::has_server(core::ServerIndex server) const {
    return state_->faults.map().has_server(server);
}

bool Herd::has_link(fault::LinkIndex link) const {
    return state_->faults.map().has_link(link);
}

config::Config Herd::current_config() const {
    config::Config current = state_->config;
    std::vector<std::size_t> places;
    current.servers.clear();
    for (core::ServerIndex server = 0; server < state_->config.servers.size(); ++server) {
        places.push_back(current.servers.size());
        if (has_server(server)) current.servers.push_back(state_->config.servers[server]);
    }
    current.links.clear();
    for (fault::LinkIndex link = 0; link < state_->config.links.size(); ++link) {
        const auto& [a, b] = state_->config.links[link];
        if (has_link(link)) current.links.push_back({places[a], places[b]});
    }
    std::sort(current.links.begin(), current.links.end());
    return current;
}

}  // namespace herd::net
