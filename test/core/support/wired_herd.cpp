#include "core/support/wired_herd.hpp"

#include <algorithm>
#include <memory>
#include <string>

namespace herd::test {
namespace {

core::Roster name_servers(std::size_t servers) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < servers; ++i) names.push_back("Server" + std::to_string(i));
    return core::Roster(names);
}

trace::Recorder::Links find_links(const Topology& topology) {
    trace::Recorder::Links links;
    for (const auto& [a, b] : topology.links) links.emplace_back(a, b);
    return links;
}

}  // namespace

WiredHerd::WiredHerd(const Topology& topology, std::size_t trace_limit)
    : roster_(name_servers(topology.servers)),
      recorder_(roster_, find_links(topology), trace_limit, SteadyTime()),
      nodes_(topology.servers) {
    for (const auto& [a, b] : topology.links) {
        const auto at_a = static_cast<core::NeighbourId>(nodes_[a].peers.size());
        const auto at_b = static_cast<core::NeighbourId>(nodes_[b].peers.size());
        nodes_[a].peers.push_back({b, at_b});
        nodes_[b].peers.push_back({a, at_a});
    }
    core::ServerOptions options;
    options.clients = std::make_shared<core::ClientTable>(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        Node& node = nodes_[i];
        std::vector<core::ServerIndex> neighbours;
        for (const Peer& peer : node.peers) neighbours.push_back(static_cast<core::ServerIndex>(peer.server));
        const auto self = static_cast<core::ServerIndex>(i);
        if (recorder_.is_on()) node.recorder.emplace(recorder_, self, neighbours);
        node.server = std::make_unique<DrivenServer>(roster_, self, neighbours,
                                                     node.recorder ? &*node.recorder : nullptr, options);
    }
    heal();
}

std::string_view WiredHerd::tell(std::size_t server, std::string_view lines) {
    const auto answers = nodes_[server].server->tell(lines);
    settle();
    return answers;
}

void WiredHerd::cut() {
    for (const Node& node : nodes_) {
        for (core::NeighbourId id = 0; id < node.peers.size(); ++id) node.server->bring_down(id);
    }
}

void WiredHerd::heal() {
    for (const Node& node : nodes_) {
        for (core::NeighbourId id = 0; id < node.peers.size(); ++id) node.server->bring_up(id);
    }
    settle();
}

bool WiredHerd::agrees() const {
    return std::all_of(nodes_.begin(), nodes_.end(), [this](const Node& node) {
        return node.server->server().store().digest() == nodes_.front().server->server().store().digest();
    });
}

core::Counters WiredHerd::counters() const {
    core::Counters sum;
    for (const Node& node : nodes_) {
        const auto& counters = node.server->server().counters();
        sum.updates += counters.updates;
        sum.flooded += counters.flooded;
        sum.resynced += counters.resynced;
        sum.delivered += counters.delivered;
    }
    return sum;
}

void WiredHerd::settle() {
    for (bool moves = true; moves;) {
        moves = false;
        for (const Node& node : nodes_) {
            moves |= node.server->write_links([&](core::NeighbourId to, std::string_view bytes) {
                const Peer& peer = node.peers[to];
                nodes_[peer.server].server->deliver(peer.neighbour, bytes);
            });
        }
    }
}

}  // namespace herd::test
