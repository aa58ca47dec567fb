#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/server.hpp"
#include "core/support/ledger.hpp"
#include "core/support/store_contents.hpp"
#include "core/support/topology.hpp"

namespace herd::test {

/// How bytes come out of a wire: all that are there, so many at random, or one at a time.
enum class Delivery { whole, split, dripped, mixed };

/// Servers joined by a fake wire. A seed decides what moves next; time is virtual, and moves with each step.
///
/// A link carries bytes both ways, in order. What the shell has taken from a server waits in the wire, so
/// that a wire that is stalled fills the server's queue. The two ends of a link come up one after the other.
class FakeHerd {
public:
    /// Shape: `modes` by server, where servers spread updates otherwise than `options` say.
    FakeHerd(Topology topology, std::uint32_t seed, Delivery delivery = Delivery::whole,
             core::ServerOptions options = {}, std::vector<core::Propagation> modes = {});

    std::size_t size() const { return nodes_.size(); }
    const Topology& topology() const { return topology_; }
    const core::Roster& roster() const { return roster_; }
    core::Server& server(std::size_t index) { return *nodes_[index].server; }
    Ledger& ledger(std::size_t index) { return *nodes_[index].ledger; }
    std::mt19937& random() { return random_; }

    /// One line of a client, on a connection of its own, and the answer.
    std::string tell(std::size_t server, std::string_view line);

    /// Moves one thing on one wire; returns whether there was any.
    bool step();
    /// Steps until nothing moves, and no server waits for a time to come.
    void settle();

    /// An end of a link: a server, and which of its neighbours is at the other end.
    struct Place {
        std::size_t server = 0;
        core::NeighbourId neighbour = 0;
    };
    Place place(std::size_t link, int end) const {
        return {links_[link].ends[end].server, links_[link].ends[end].neighbour};
    }

    /// Both ends of a link go down; what was on its way is lost.
    void cut(std::size_t link);
    void heal(std::size_t link);
    void heal_all();
    bool is_cut(std::size_t link) const { return links_[link].is_cut; }
    /// The server has no memory of what was before, and its links are new ones.
    void restart(std::size_t server);

    /// One direction of a link: out of its first or its second end.
    void stall(std::size_t link, int end);
    void release_all();

    /// Bytes that nobody would send, out of one end of a link.
    void inject(std::size_t link, int end, std::string_view bytes);

    /// Units: how far a server's clock is off.
    void set_clock(std::size_t server, nanoseconds offset) { nodes_[server].clock = offset; }
    /// Lets virtual time pass while nothing moves.
    void pass(nanoseconds duration) { time_ += duration; }

    /// How often servers said that a neighbour is faulty; its link is cut each time.
    std::size_t faults() const { return faults_; }
    /// The most bytes that a server gave for a wire at once.
    std::size_t largest_write() const { return largest_write_; }

    core::Counters counters() const;
    Contents contents(std::size_t server) const;
    /// What is wrong with a herd that has settled: stores or digests that differ, counters that observers did
    /// not hear of, rules that were broken. Empty: nothing.
    std::string find_fault() const;

private:
    struct Node {
        std::unique_ptr<Ledger> ledger;
        std::unique_ptr<core::Server> server;
        std::vector<std::size_t> links;  // by neighbour
        nanoseconds clock{0};
    };
    struct End {
        std::size_t server = 0;
        core::NeighbourId neighbour = 0;
        bool is_up = false;
        bool has_output = false;  // the outbox named it, or there was some when it was last taken
        bool is_stalled = false;
        std::string wire;  // what has left this end
    };
    struct Link {
        End ends[2];
        bool is_cut = false;
    };

    void start(std::size_t server);
    Now now(std::size_t server) const;
    void collect(std::size_t server);
    void meet_deadlines();
    bool pass_to_deadline();
    bool can_move(const Link& link, int end) const;
    void move(Link& link, int end);
    std::size_t choose_size(std::size_t available);

    Topology topology_;
    core::Roster roster_;
    core::ServerOptions options_;
    std::vector<core::Propagation> modes_;
    Delivery delivery_;
    std::mt19937 random_;
    std::vector<Node> nodes_;
    std::vector<Link> links_;
    core::Outbox outbox_;
    nanoseconds time_{std::chrono::seconds(1'000'000)};
    std::size_t faults_ = 0;
    std::size_t largest_write_ = 0;
};

}  // namespace herd::test
