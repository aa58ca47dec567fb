#include "net/in_flight.hpp"

#include <string>

#include "fault/in_flight.hpp"

namespace herd::net {
namespace {

/// One end of a link, and the server that it belongs to.
struct Side {
    const ServerHost& host;
    const Link& link;

    fault::LinkEnd describe(const std::string& name) const {
        const auto progress = host.server().link_progress(link.id());
        return {name,
                host.state() == ServerHost::State::running,
                host.is_paused(),
                link.is_up(),
                link.is_writing() || progress.has_output,
                link.held(),
                progress.sent,
                progress.received};
    }
};

}  // namespace

std::vector<std::string> find_in_flight(const Site& site,
                                        const std::vector<std::unique_ptr<ServerHost>>& hosts,
                                        const fault::Control& faults, bool ignores_held) {
    std::vector<std::string> found;
    for (core::ServerIndex server = 0; server < hosts.size(); ++server) {
        if (hosts[server] && hosts[server]->state() == ServerHost::State::stopping)
            found.push_back(site.roster.name(server) + ": is stopping");
        if (hosts[server] && hosts[server]->state() != ServerHost::State::stopped &&
            !(hosts[server]->is_paused() && ignores_held)) {
            fault::describe_awaited(site.roster.name(server), hosts[server]->server().awaited(), found);
        }
    }
    for (std::size_t i = 0; i < site.config.links.size(); ++i) {
        if (!faults.map().has_link(i)) continue;
        const auto& link = site.config.links[i];
        const auto* a = hosts[link.a].get();
        const auto* b = hosts[link.b].get();
        if (a && b) {
            const Side first{*a, *a->find_link(static_cast<core::ServerIndex>(link.b))};
            const Side second{*b, *b->find_link(static_cast<core::ServerIndex>(link.a))};
            fault::describe_in_flight(
                first.describe(second.link.peer_name()), second.describe(first.link.peer_name()),
                first.link.is_joined_to(second.link), faults.link_state(i), ignores_held, found);
            continue;
        }
        // Of a link to another process only what leaves this one can be seen.
        const auto* here = a ? a : b;
        if (!here) continue;
        const Side side{*here, *here->find_link(static_cast<core::ServerIndex>(a ? link.b : link.a))};
        const auto end = side.describe(site.roster.name(static_cast<core::ServerIndex>(a ? link.a : link.b)));
        if (end.is_up && (end.has_unwritten || end.held > 0))
            found.push_back("to " + side.link.peer_name() + ": messages wait to be sent");
    }
    return found;
}

}  // namespace herd::net
