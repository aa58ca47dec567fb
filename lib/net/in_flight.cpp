#include "net/in_flight.hpp"

#include <utility>

namespace herd::net {
namespace {

/// One end of a link, and what is known of the other.
struct Side {
    const ServerHost& host;
    const Link& link;

    bool runs() const { return host.state() == ServerHost::State::running; }
    core::LinkProgress progress() const { return host.server().link_progress(link.id()); }
    bool has_unwritten() const {
        return link.is_writing() || link.held() > 0 || host.server().has_output(link.id());
    }
};

std::string count_messages(std::uint64_t count) {
    return std::to_string(count) + (count == 1 ? " message" : " messages");
}

/// What is on its way from one end to the other of a link that is up at both.
std::string describe_direction(const Site& site, const Side& from, const Side& to, bool is_stalled) {
    const std::string name = site.roster.name(to.link.peer()) + "->" + site.roster.name(from.link.peer());
    const std::string holder = is_stalled            ? ", held by a stall"
                               : to.host.is_paused() ? ", since " + from.link.peer_name() + " is paused"
                                                     : "";
    if (from.has_unwritten()) {
        const auto held = from.link.held();
        return name + ": " + (held > 0 ? std::to_string(held) + " bytes wait" : "messages wait") +
               " to be sent" + holder;
    }
    const auto sent = from.progress().sent;
    const auto received = to.progress().received;
    if (sent == received) return {};
    return name + ": " + count_messages(sent - received) + " on the way" + holder;
}

void examine(const Site& site, const Side& a, const Side& b, const fault::LinkState& state, bool ignores_held,
             std::vector<std::string>& found) {
    const std::string name = b.link.peer_name() + "-" + a.link.peer_name();
    const bool is_paused = a.host.is_paused() || b.host.is_paused();
    if (!a.link.is_up() && !b.link.is_up()) {
        const bool is_blocked = (state.is_cut || state.is_refused || state.conditions[0].is_stalled ||
                                 state.conditions[1].is_stalled) &&
                                !state.is_flapping;
        if (a.runs() && b.runs() && !is_blocked && !is_paused)
            found.push_back(name + ": is about to come up");
        return;
    }
    if (is_paused && ignores_held) return;
    if (!a.link.is_joined_to(b.link)) {
        // One end has yet to notice that the connection is gone, or that there is a new one.
        found.push_back(name + ": one end has yet to notice a change" +
                        (is_paused ? ", since a server is paused" : ""));
        return;
    }
    for (const int end : {0, 1}) {
        const bool is_stalled = state.conditions[end].is_stalled;
        if (is_stalled && ignores_held) continue;
        auto found_here = end == 0 ? describe_direction(site, a, b, is_stalled)
                                   : describe_direction(site, b, a, is_stalled);
        if (!found_here.empty()) found.push_back(std::move(found_here));
    }
}

}  // namespace

std::vector<std::string> find_in_flight(const Site& site,
                                        const std::vector<std::unique_ptr<ServerHost>>& hosts,
                                        const fault::Control& faults, bool ignores_held) {
    std::vector<std::string> found;
    for (core::ServerIndex server = 0; server < hosts.size(); ++server) {
        if (hosts[server] && hosts[server]->state() == ServerHost::State::stopping)
            found.push_back(site.roster.name(server) + ": is stopping");
    }
    for (std::size_t i = 0; i < site.config.links.size(); ++i) {
        const auto& link = site.config.links[i];
        const auto* a = hosts[link.a].get();
        const auto* b = hosts[link.b].get();
        if (a && b) {
            examine(site, {*a, *a->find_link(static_cast<core::ServerIndex>(link.b))},
                    {*b, *b->find_link(static_cast<core::ServerIndex>(link.a))}, faults.link_state(i),
                    ignores_held, found);
            continue;
        }
        // Of a link to another process only what leaves this one can be seen.
        const auto* here = a ? a : b;
        if (!here) continue;
        const Side side{*here, *here->find_link(static_cast<core::ServerIndex>(a ? link.b : link.a))};
        if (side.link.is_up() && side.has_unwritten())
            found.push_back("to " + side.link.peer_name() + ": messages wait to be sent");
    }
    return found;
}

}  // namespace herd::net
