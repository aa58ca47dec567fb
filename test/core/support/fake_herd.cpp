#include "core/support/fake_herd.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "base/assert.hpp"

namespace herd::test {
namespace {

/// Names in another order than numbers, so that the order of names is what decides.
core::Roster make_roster(std::size_t servers) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < servers; ++i) {
        names.push_back("S" + std::to_string((i * 37 + 11) % 101) + "." + std::to_string(i));
    }
    return core::Roster(names);
}

}  // namespace

FakeHerd::FakeHerd(Topology topology, std::uint32_t seed, Delivery delivery, core::ServerOptions options,
                   std::vector<core::Propagation> modes)
    : topology_(std::move(topology)),
      roster_(make_roster(topology_.servers)),
      options_(std::move(options)),
      modes_(std::move(modes)),
      delivery_(delivery),
      random_(seed),
      nodes_(topology_.servers) {
    options_.clients = std::make_shared<core::ClientTable>(topology_.servers);
    for (const auto& [a, b] : topology_.links) {
        Link link;
        for (const auto& [end, server] : {std::pair(0, a), std::pair(1, b)}) {
            link.ends[end].server = server;
            link.ends[end].neighbour = static_cast<core::NeighbourId>(nodes_[server].links.size());
            nodes_[server].links.push_back(links_.size());
        }
        links_.push_back(link);
    }
    for (std::size_t server = 0; server < nodes_.size(); ++server) start(server);
}

void FakeHerd::start(std::size_t server) {
    Node& node = nodes_[server];
    std::vector<core::ServerIndex> neighbours;
    for (const std::size_t link : node.links) {
        const auto& ends = links_[link].ends;
        neighbours.push_back(static_cast<core::ServerIndex>(ends[ends[0].server == server].server));
    }
    core::ServerOptions options = options_;
    if (!modes_.empty()) options.propagation = modes_[server];
    node.ledger = std::make_unique<Ledger>(roster_);
    node.server = std::make_unique<core::Server>(roster_, static_cast<core::ServerIndex>(server), neighbours,
                                                 options, node.ledger.get());
}

Now FakeHerd::now(std::size_t server) const {
    return {SteadyTime(time_), WallTime(time_ + nodes_[server].clock)};
}

std::string FakeHerd::tell(std::size_t server, std::string_view line) {
    core::Server& core = *nodes_[server].server;
    const core::SessionId session = core.open_session(now(server));
    core.on_client_bytes(session, std::string(line) + "\n", now(server), outbox_);
    std::string answer;
    core.take_output(session, answer);
    core.close_session(session);
    collect(server);
    return answer;
}

/// Does what a server's outbox says.
void FakeHerd::collect(std::size_t server) {
    const core::Outbox outbox = std::exchange(outbox_, {});
    const Node& node = nodes_[server];
    for (const core::NeighbourId neighbour : outbox.neighbours) {
        auto& ends = links_[node.links[neighbour]].ends;
        ends[ends[1].server == server].has_output = true;
    }
    for (const auto& faulty : outbox.faulty) {
        ++faults_;
        cut(node.links[faulty.id]);
    }
}

bool FakeHerd::can_move(const Link& link, int end) const {
    if (link.is_cut) return false;
    const End& from = link.ends[end];
    if (!from.is_up) return true;
    if (from.is_stalled) return from.wire.empty() && from.has_output;
    return (from.has_output || !from.wire.empty()) && link.ends[1 - end].is_up;
}

/// Lets each server do what is due.
void FakeHerd::meet_deadlines() {
    for (std::size_t server = 0; server < nodes_.size(); ++server) {
        const auto deadline = nodes_[server].server->next_deadline();
        if (!deadline || *deadline > SteadyTime(time_)) continue;
        nodes_[server].server->on_deadline(now(server), outbox_);
        collect(server);
    }
}

/// Lets time pass until something is due; returns whether anything will be.
bool FakeHerd::pass_to_deadline() {
    std::optional<SteadyTime> next;
    for (const Node& node : nodes_) {
        const auto deadline = node.server->next_deadline();
        if (deadline && (!next || *deadline < *next)) next = deadline;
    }
    if (!next) return false;
    time_ = std::max(time_, next->time_since_epoch());
    meet_deadlines();
    return true;
}

bool FakeHerd::step() {
    meet_deadlines();
    std::vector<std::pair<std::size_t, int>> movable;
    for (std::size_t link = 0; link < links_.size(); ++link) {
        for (const int end : {0, 1}) {
            if (can_move(links_[link], end)) movable.emplace_back(link, end);
        }
    }
    if (movable.empty()) return false;
    time_ += nanoseconds(1 + random_() % 1000);
    const auto [link, end] = movable[random_() % movable.size()];
    move(links_[link], end);
    return true;
}

/// Brings up one end of a link, or takes what its server has for the wire, and gives the other server some of
/// what is in the wire.
void FakeHerd::move(Link& link, int end) {
    End& from = link.ends[end];
    End& to = link.ends[1 - end];
    if (!from.is_up) {
        from.is_up = true;
        nodes_[from.server].server->on_neighbour_up(from.neighbour, outbox_);
        collect(from.server);
        return;
    }
    if (from.wire.empty()) {
        nodes_[from.server].server->take_output(from.neighbour, now(from.server), from.wire);
        from.has_output = !from.wire.empty();
        largest_write_ = std::max(largest_write_, from.wire.size());
    }
    if (from.is_stalled || from.wire.empty()) return;
    const std::string bytes = from.wire.substr(0, choose_size(from.wire.size()));
    from.wire.erase(0, bytes.size());
    nodes_[to.server].server->on_neighbour_bytes(to.neighbour, bytes, now(to.server), outbox_);
    collect(to.server);
}

std::size_t FakeHerd::choose_size(std::size_t available) {
    Delivery delivery = delivery_;
    if (delivery == Delivery::mixed) delivery = static_cast<Delivery>(random_() % 3);
    if (delivery == Delivery::whole) return available;
    return delivery == Delivery::dripped ? 1 : 1 + random_() % available;
}

void FakeHerd::settle() {
    constexpr int limit = 20'000'000;
    for (int steps = 0; step() || pass_to_deadline(); ++steps) HERD_ASSERT(steps < limit);
}

void FakeHerd::cut(std::size_t index) {
    Link& link = links_[index];
    link.is_cut = true;
    for (End& end : link.ends) {
        if (end.is_up) nodes_[end.server].server->on_neighbour_down(end.neighbour);
        end.is_up = end.has_output = end.is_stalled = false;
        end.wire.clear();
    }
}

void FakeHerd::heal(std::size_t link) {
    links_[link].is_cut = false;
}

void FakeHerd::heal_all() {
    for (std::size_t link = 0; link < links_.size(); ++link) heal(link);
}

void FakeHerd::restart(std::size_t server) {
    for (const std::size_t link : nodes_[server].links) {
        const bool was_cut = links_[link].is_cut;
        cut(link);
        links_[link].is_cut = was_cut;
    }
    start(server);
}

void FakeHerd::stall(std::size_t link, int end) {
    links_[link].ends[end].is_stalled = true;
}

void FakeHerd::release_all() {
    for (Link& link : links_) {
        for (End& end : link.ends) end.is_stalled = false;
    }
}

void FakeHerd::inject(std::size_t link, int end, std::string_view bytes) {
    const End& to = links_[link].ends[1 - end];
    nodes_[to.server].server->on_neighbour_bytes(to.neighbour, bytes, now(to.server), outbox_);
    collect(to.server);
}

core::Counters FakeHerd::counters() const {
    core::Counters sum;
    for (const Node& node : nodes_) {
        const core::Counters& counters = node.server->counters();
        sum.commands += counters.commands;
        sum.invalid += counters.invalid;
        sum.updates += counters.updates;
        sum.flooded += counters.flooded;
        sum.resynced += counters.resynced;
        sum.delivered += counters.delivered;
        sum.overflows += counters.overflows;
        sum.announced += counters.announced;
        sum.grafts += counters.grafts;
        sum.prunes += counters.prunes;
    }
    return sum;
}

Contents FakeHerd::contents(std::size_t server) const {
    return read_contents(nodes_[server].server->store(), roster_);
}

std::string FakeHerd::find_fault() const {
    const Contents first = contents(0);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const std::string& name = roster_.name(static_cast<core::ServerIndex>(i));
        const Ledger& ledger = *nodes_[i].ledger;
        const core::Counters& counters = nodes_[i].server->counters();
        if (!ledger.violations.empty()) return name + " " + ledger.violations.front();
        if (counters.commands != ledger.commands || counters.invalid != ledger.invalid ||
            counters.updates != ledger.updates || counters.flooded != ledger.flooded ||
            counters.resynced != ledger.resynced || counters.overflows != ledger.overflows ||
            counters.delivered != ledger.deliveries.size()) {
            return name + " counted what its observer did not hear of";
        }
        if (contents(i) != first) return name + " has another store than the first server";
        if (nodes_[i].server->store().digest() != nodes_[0].server->store().digest()) {
            return name + " has another digest than the first server";
        }
    }
    return "";
}

}  // namespace herd::test
