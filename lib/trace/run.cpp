#include "trace/run.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace herd::trace {
namespace {

using core::ServerIndex;

// How the recorder names a queue that was dropped: no fault of anybody's making.
constexpr std::string_view overflow_verb = "queue";

bool has_ended_server(const Disturbance& disturbance) {
    return disturbance.kind == Disturbance::Kind::stopped || disturbance.kind == Disturbance::Kind::crashed;
}

}  // namespace

topology::Graph make_graph(const Trace& trace) {
    std::vector<topology::Link> links;
    for (const auto& [a, b] : trace.links) links.push_back({a, b});
    return {trace.servers.size(), std::move(links)};
}

Run::Run(const Trace& of)
    : trace(of),
      graph(make_graph(of)),
      disturbances(find_disturbances(of)),
      messages(match_messages(of)),
      message_of(index_messages(of, messages)),
      about_(of.servers.size()) {
    for (std::size_t i = 0; i < disturbances.size(); ++i) {
        about_[disturbances[i].server].push_back(i);
        if (disturbances[i].peer) about_[*disturbances[i].peer].push_back(i);
    }
}

topology::Graph Run::links_up(std::size_t event) const {
    std::set<topology::Link> down;
    std::set<ServerIndex> gone;
    for (const auto& disturbance : disturbances) {
        if (!disturbance.covers(event)) continue;
        if (disturbance.kind == Disturbance::Kind::link_down) {
            const auto [a, b] = std::minmax(disturbance.server, *disturbance.peer);
            down.insert({a, b});
        } else if (has_ended_server(disturbance)) {
            gone.insert(disturbance.server);
        }
    }
    auto links = graph.links();
    std::erase_if(links, [&](const topology::Link& link) {
        return down.contains(link) || gone.contains(link.a) || gone.contains(link.b);
    });
    return {graph.size(), std::move(links)};
}

std::string Run::why_not_sent(ServerIndex from, ServerIndex to, std::size_t event) const {
    if (const auto why = why_not_running(to, event)) return *why;
    for (const auto place : about_[from]) {
        const auto& disturbance = disturbances[place];
        if (disturbance.kind == Disturbance::Kind::link_down && disturbance.is_of_link(from, to) &&
            disturbance.covers(event))
            return why_down(disturbance, event);
    }
    for (const auto place : about_[from]) {
        const auto& disturbance = disturbances[place];
        if (disturbance.verb() == overflow_verb && disturbance.server == from && disturbance.peer == to &&
            disturbance.covers(event))
            return "the queue of " + trace.servers[from] + " for " + trace.servers[to] + " was full";
    }
    return trace.servers[from] + " did not send it to " + trace.servers[to] +
           ", for no reason that the trace knows";
}

std::string Run::why_not_arrived(std::size_t sent) const {
    const Event& event = trace.events[sent];
    const ServerIndex from = event.server;
    const ServerIndex to = *event.peer;
    const auto on_the_way = [&](const Disturbance& disturbance) {
        return disturbance.begin && *disturbance.begin > sent;
    };
    for (const auto place : about_[to]) {
        const auto& disturbance = disturbances[place];
        if (!on_the_way(disturbance)) continue;
        if (has_ended_server(disturbance) && disturbance.server == to) {
            return trace.servers[to] +
                   (disturbance.kind == Disturbance::Kind::crashed ? " crashed" : " stopped") +
                   " when it was on its way there";
        }
        if (disturbance.kind == Disturbance::Kind::link_down && disturbance.is_of_link(from, to))
            return why_down(disturbance, *disturbance.begin) + " when it was on its way";
        if (disturbance.verb() == overflow_verb && disturbance.server == from && disturbance.peer == to)
            return "the queue of " + trace.servers[from] + " for " + trace.servers[to] + " was dropped";
    }
    const std::string why = why_slow(sent);
    return "it was still on its way to " + trace.servers[to] + (why.empty() ? "" : " (" + why + ")");
}

std::string Run::why_slow(std::size_t sent) const {
    const ServerIndex from = trace.events[sent].server;
    const ServerIndex to = *trace.events[sent].peer;
    for (const auto place : about_[to]) {
        const auto& disturbance = disturbances[place];
        if (!disturbance.covers(sent)) continue;
        if (disturbance.kind == Disturbance::Kind::fault && disturbance.is_of_link(from, to))
            return format_fault(disturbance);
        if (disturbance.kind == Disturbance::Kind::paused && disturbance.server == to)
            return trace.servers[to] + " was paused";
    }
    return {};
}

std::string Run::why_resynced(std::size_t event) const {
    const ServerIndex from = trace.events[event].server;
    const ServerIndex to = *trace.events[event].peer;
    const Disturbance* last = nullptr;
    for (const auto place : about_[from]) {
        const auto& disturbance = disturbances[place];
        const bool is_overflow = disturbance.verb() == overflow_verb;
        if (disturbance.kind != Disturbance::Kind::link_down && !is_overflow) continue;
        if (!disturbance.is_of_link(from, to) || !disturbance.end || *disturbance.end > event) continue;
        if (!last || *last->end < *disturbance.end) last = &disturbance;
    }
    if (last && last->verb() == overflow_verb)
        return "after the queue of " + trace.servers[last->server] + " for " + trace.servers[*last->peer] +
               " was full";
    return "after " + format_link(from, to) + " came up";
}

std::optional<std::string> Run::why_not_running(ServerIndex server, std::size_t event) const {
    for (const auto place : about_[server]) {
        const auto& disturbance = disturbances[place];
        if (!has_ended_server(disturbance) || disturbance.server != server || !disturbance.covers(event))
            continue;
        if (!disturbance.begin) return trace.servers[server] + " had not started";
        return trace.servers[server] +
               (disturbance.kind == Disturbance::Kind::crashed ? " had crashed" : " was stopped");
    }
    return std::nullopt;
}

std::string Run::format_link(ServerIndex a, ServerIndex b) const {
    return "link " + trace.servers[std::min(a, b)] + "-" + trace.servers[std::max(a, b)];
}

/// A fault on a link in words, with the link if they do not name it.
std::string Run::format_fault(const Disturbance& fault) const {
    const bool is_named = fault.what.find(trace.servers[fault.server]) != std::string::npos;
    return is_named ? fault.what : fault.what + " on " + format_link(fault.server, *fault.peer);
}

/// Why a link is down at an event: because somebody cut it, or what else is known.
std::string Run::why_down(const Disturbance& down, std::size_t event) const {
    const std::string link = format_link(down.server, *down.peer);
    for (const auto place : about_[down.server]) {
        const auto& fault = disturbances[place];
        if (fault.kind != Disturbance::Kind::fault || !fault.is_of_link(down.server, *down.peer) ||
            !fault.covers(event))
            continue;
        if (fault.verb() == "cut") return link + " was cut";
        if (fault.verb() != overflow_verb) return link + " was down (" + fault.what + ")";
    }
    return link + " was down" + (down.what.empty() ? "" : " (" + down.what + ")");
}

}  // namespace herd::trace
