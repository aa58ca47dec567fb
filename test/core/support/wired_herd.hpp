#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/support/driven_server.hpp"
#include "core/support/topology.hpp"
#include "trace/recorder.hpp"

namespace herd::test {

/// Servers joined by wires in memory that carry at once whatever a server has for a neighbour, with a trace,
/// and nothing else: once buffers have grown nothing here allocates. For what measures and counts.
class WiredHerd {
public:
    /// All links are up. Units: `trace_limit` in bytes; 0: no trace.
    WiredHerd(const Topology& topology, std::size_t trace_limit);

    std::size_t size() const { return nodes_.size(); }
    DrivenServer& server(std::size_t index) { return *nodes_[index].server; }

    /// A client's lines, which then spread until nothing moves. Returns the answers; they last until the next
    /// call.
    std::string_view tell(std::size_t server, std::string_view lines);

    /// All links go down, or come up again.
    void cut();
    void heal();

    /// Whether all servers have the same records.
    bool agrees() const;
    core::Counters counters() const;

private:
    struct Peer {
        std::size_t server = 0;
        core::NeighbourId neighbour = 0;  // what this end is to the peer
    };
    struct Node {
        std::vector<Peer> peers;  // by neighbour
        std::optional<trace::ServerRecorder> recorder;
        std::unique_ptr<DrivenServer> server;
    };

    void settle();

    core::Roster roster_;
    trace::Recorder recorder_;
    std::vector<Node> nodes_;
};

}  // namespace herd::test
