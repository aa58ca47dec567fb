#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/hash.hpp"
#include "core/support/fake_herd.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

using std::chrono::milliseconds;

core::ServerOptions with_trees(std::size_t queue_limit = std::size_t{4} << 20) {
    core::ServerOptions options;
    options.propagation = core::Propagation::tree;
    options.neighbour_queue_limit = queue_limit;
    return options;
}

std::vector<Topology> topologies_with_trees() {
    std::vector<Topology> all = {make_ring(5),      make_ring(3),    make_full_mesh(5),
                                 make_full_mesh(9), make_line(2),    make_line(12),
                                 make_star(10),     make_grid(5, 5), make_line(1)};
    std::mt19937 random(1);
    for (int i = 0; i < 20; ++i) all.push_back(make_connected(2 + random() % 30, random() % 60, random));
    return all;
}

/// Updates of clients of their own, so that none is stale.
class Updates {
public:
    explicit Updates(FakeHerd& herd) : herd_(herd) {}

    void tell(std::size_t server) {
        const std::string number = std::to_string(++count_);
        herd_.tell(server, "IAMAT phone" + number + " +34-118 5");
    }

private:
    FakeHerd& herd_;
    int count_ = 0;
};

TEST_CASE("with trees each update but an origin's first costs N - 1 messages") {
    std::uint32_t seed = 0;
    for (const Topology& topology : topologies_with_trees()) {
        for (const Delivery delivery : {Delivery::whole, Delivery::split, Delivery::dripped}) {
            // Byte by byte a large one takes long, and shows nothing that a small one does not.
            if (delivery != Delivery::whole && topology.servers > 10) continue;
            FakeHerd herd(topology, ++seed, delivery, with_trees());
            INFO(topology.name << " of " << herd.size() << " seed " << seed);
            herd.settle();
            Updates updates(herd);
            const std::size_t beside = 2 * topology.links.size() - 2 * (herd.size() - 1);
            for (std::size_t origin = 0; origin < herd.size(); ++origin) {
                const auto before = herd.counters();
                updates.tell(origin);
                herd.settle();
                // The first one floods.
                REQUIRE(herd.counters().flooded - before.flooded == beside + herd.size() - 1);
            }
            for (int i = 0; i < 30; ++i) {
                const auto before = herd.counters();
                updates.tell(herd.random()() % herd.size());
                herd.settle();
                REQUIRE(herd.counters().flooded - before.flooded == herd.size() - 1);
                // Over every other link there are announcements instead.
                REQUIRE(herd.counters().announced - before.announced == beside);
                REQUIRE(herd.counters().prunes == before.prunes);
            }
            REQUIRE(herd.counters().grafts == 0);
            REQUIRE(herd.counters().resynced == 0);
            REQUIRE(herd.find_fault() == "");
        }
    }
}

/// Updates of all servers, in the midst of each other.
void load(FakeHerd& herd, Updates& updates, int count) {
    for (int i = 0; i < count; ++i) {
        updates.tell(herd.random()() % herd.size());
        for (auto steps = herd.random()() % 30; steps > 0; --steps) herd.step();
    }
    herd.settle();
}

/// An update of each server, and what it leads to.
void tell_round(FakeHerd& herd, Updates& updates) {
    for (std::size_t origin = 0; origin < herd.size(); ++origin) {
        updates.tell(origin);
        herd.settle();
    }
}

TEST_CASE("trees that grow under load settle, and then load costs N - 1 messages an update") {
    std::uint32_t seed = 0;
    for (const Topology& topology : topologies_with_trees()) {
        FakeHerd herd(topology, ++seed, Delivery::whole, with_trees());
        INFO(topology.name << " of " << herd.size() << " seed " << seed);
        herd.settle();
        Updates updates(herd);
        load(herd, updates, 300);
        // Races may have left servers that feed nobody but each other: the origin's next update mends that.
        tell_round(herd, updates);
        const auto before = herd.counters();
        load(herd, updates, 300);
        REQUIRE(herd.counters().flooded - before.flooded == 300 * (herd.size() - 1));
        REQUIRE(herd.counters().prunes == before.prunes);
        REQUIRE(herd.counters().grafts == before.grafts);
        REQUIRE(herd.find_fault() == "");
    }
}

/// A ring of four whose trees are settled.
struct Ring {
    Ring() {
        herd.settle();
        updates.tell(0);
        herd.settle();
    }

    /// A server that the others do not depend on: it is the one that told a neighbour to send it no more.
    std::size_t leaf() {
        for (std::size_t server = 1; server < herd.size(); ++server) {
            if (herd.server(server).counters().prunes > 0) return server;
        }
        return herd.size();
    }

    /// The link by which the leaf is fed, as its number and the end of the one that feeds.
    std::pair<std::size_t, int> feeding_link() {
        const core::NeighbourId from = herd.ledger(leaf()).deliveries.front().from;
        for (std::size_t link = 0; link < 4; ++link) {
            for (const int end : {0, 1}) {
                const auto place = herd.place(link, end);
                if (place.server == leaf() && place.neighbour == from) return {link, 1 - end};
            }
        }
        return {};
    }

    FakeHerd herd{make_ring(4), 1, Delivery::whole, with_trees()};
    Updates updates{herd};
};

TEST_CASE("an update that a link of its tree holds back comes by another one when it has been announced") {
    Ring ring;
    FakeHerd& herd = ring.herd;
    const auto before = herd.counters();
    const std::size_t leaf = ring.leaf();
    const auto [link, end] = ring.feeding_link();
    herd.stall(link, end);
    ring.updates.tell(0);
    while (herd.step()) {
    }
    // Its other neighbour has it, and has not told yet.
    CHECK(herd.contents(leaf).size() == 1);
    CHECK(herd.server(leaf).awaited() == 0);
    herd.pass(milliseconds(51));
    while (herd.step()) {
    }
    CHECK(herd.server(leaf).awaited() == 1);
    CHECK(herd.contents(leaf).size() == 1);
    herd.pass(milliseconds(140));
    while (herd.step()) {
    }
    CHECK(herd.server(leaf).awaited() == 1);
    herd.pass(milliseconds(10));
    while (herd.step()) {
    }
    CHECK(herd.server(leaf).awaited() == 0);
    CHECK(herd.contents(leaf).size() == 2);
    CHECK(herd.counters().grafts - before.grafts == 1);
    CHECK(herd.counters().resynced - before.resynced == 1);

    // From now on it is fed by that one.
    ring.updates.tell(0);
    while (herd.step()) {
    }
    CHECK(herd.contents(leaf).size() == 3);
    herd.release_all();
    herd.settle();
    CHECK(herd.find_fault() == "");
    const auto mended = herd.counters();
    ring.updates.tell(0);
    herd.settle();
    CHECK(herd.counters().flooded - mended.flooded == 3);
}

TEST_CASE("when a link of its tree is cut an update is asked for as soon as it is announced") {
    Ring ring;
    FakeHerd& herd = ring.herd;
    const std::size_t leaf = ring.leaf();
    herd.cut(ring.feeding_link().first);
    ring.updates.tell(0);
    while (herd.step()) {
    }
    CHECK(herd.contents(leaf).size() == 1);
    herd.pass(milliseconds(51));
    while (herd.step()) {
    }
    CHECK(herd.contents(leaf).size() == 2);
    CHECK(herd.counters().grafts == 1);
    // A line now: three links, three messages.
    const auto before = herd.counters();
    ring.updates.tell(0);
    herd.settle();
    CHECK(herd.counters().flooded - before.flooded == 3);
    CHECK(herd.find_fault() == "");
    herd.heal_all();
    herd.settle();
    ring.updates.tell(0);
    herd.settle();
    const auto healed = herd.counters();
    ring.updates.tell(0);
    herd.settle();
    CHECK(herd.counters().flooded - healed.flooded == 3);
    CHECK(herd.find_fault() == "");
}

TEST_CASE("more records than can be awaited are made up for by a digest") {
    FakeHerd herd(make_ring(3), 1, Delivery::whole, with_trees());
    herd.settle();
    herd.tell(2, "IAMAT kiwi +34-118 5");
    herd.settle();
    // The first server is fed by the third one; it is the second one that announces.
    REQUIRE(herd.place(0, 0).server == 0);
    const core::NeighbourId second = herd.place(0, 0).neighbour;
    REQUIRE(herd.ledger(0).deliveries.front().from != second);
    for (std::size_t batch = 0; batch < 9; ++batch) {
        core::AnnouncementFrame frame;
        for (std::size_t i = 0; i < core::announcement_limit; ++i) {
            core::Announced announced;
            announced.client = core::hash_bytes("nobody" + std::to_string(batch) + "." + std::to_string(i));
            announced.origin = 2;
            frame.announced.push_back(announced);
        }
        std::string bytes;
        append_frame(frame, herd.roster(), bytes);
        herd.inject(0, 1, bytes);
        // The last one is too much.
        CHECK(herd.server(0).has_output(second) == (batch == 8));
    }
    CHECK(herd.server(0).awaited() == core::AwaitedRecords::limit);
    std::string asked;
    herd.server(0).take_output(second, {}, asked);
    core::FrameReader reader(herd.roster());
    reader.append(asked);
    CHECK(std::get<core::DigestFrame>(**reader.next()).wants_digest);
    CHECK_FALSE(reader.next()->has_value());
}

TEST_CASE("what waits to be announced leaves at once when a server stops") {
    Ring ring;
    FakeHerd& herd = ring.herd;
    ring.updates.tell(0);
    while (herd.step()) {
    }
    bool is_waiting = false;
    for (std::size_t server = 0; server < 4; ++server) {
        for (core::NeighbourId id = 0; id < 2; ++id) {
            if (!herd.server(server).link_progress(id).has_output) continue;
            is_waiting = true;
            CHECK_FALSE(herd.server(server).has_output(id));
            core::Outbox outbox;
            herd.server(server).on_shutdown({SteadyTime::max(), {}}, outbox);
            CHECK(herd.server(server).has_output(id));
            CHECK(outbox.neighbours.size() == 1);
            CHECK(herd.server(server).queued_bytes(id) > 0);
        }
    }
    CHECK(is_waiting);
}

}  // namespace
}  // namespace herd::test
