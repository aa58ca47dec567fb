// How an update spreads over trees on real links.

#include <algorithm>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::net {
namespace {

using namespace test;

struct TreePlan : HerdPlan {
    TreePlan() : HerdPlan(classic_ring()) { config.herd.propagation = config::Propagation::tree; }
};

/// The classic ring, whose trees are settled.
struct TreeHerd {
    TreeHerd() {
        REQUIRE(herd.await_links());
        REQUIRE(settle());
        for (const auto& server : plan.config.servers) tell(server.name);
    }

    bool settle() {
        return herd.await([](Herd& live) { return live.in_flight(false).empty(); });
    }

    /// An update, until nothing is in flight; returns how many messages carried it.
    std::uint64_t tell(const std::string& server) {
        const auto before = herd.sum(&core::Counters::flooded);
        herd.ask(server, "IAMAT phone" + std::to_string(++count) + " +34-118 5");
        REQUIRE(settle());
        return herd.sum(&core::Counters::flooded) - before;
    }

    /// Whether an update reaches everybody while one link is broken, whichever it is.
    void check_each_link_broken(bool is_stall) {
        for (const auto& link : plan.config.links) {
            const fault::LinkName name{plan.config.servers[link.a].name, plan.config.servers[link.b].name};
            CAPTURE(name.a, name.b);
            herd.apply({is_stall ? fault::Action(fault::Stall{name}) : fault::Action(fault::Cut{name}), {}});
            for (int i = 0; i < 2; ++i) {
                const std::string client = "phone" + std::to_string(++count);
                herd.ask("Alford", "IAMAT " + client + " +34-118 5");
                CHECK(herd.await_record(client));
            }
            herd.apply({fault::HealAll{}, {}});
            REQUIRE(herd.await_links());
            REQUIRE(settle());
        }
        CHECK(herd.await_agreement());
        for (const auto& server : plan.config.servers) tell(server.name);
        for (const auto& server : plan.config.servers) CHECK(tell(server.name) == 4);
    }

    TreePlan plan;
    LiveHerd herd{plan};
    int count = 0;
};

TEST_CASE("with trees an update costs exactly four messages on the classic ring") {
    TreeHerd tree;
    const auto grafts = tree.herd.sum(&core::Counters::grafts);
    for (int round = 0; round < 3; ++round) {
        for (const auto& server : tree.plan.config.servers) CHECK(tree.tell(server.name) == 4);
    }
    CHECK(tree.herd.sum(&core::Counters::grafts) == grafts);
    CHECK(tree.herd.await_agreement());
}

TEST_CASE("an update goes round a link of its tree that stalls") {
    TreeHerd().check_each_link_broken(true);
}

TEST_CASE("an update that was announced and has not come is in flight") {
    TreeHerd tree;
    int awaited = 0;
    for (const auto& link : tree.plan.config.links) {
        const fault::LinkName name{tree.plan.config.servers[link.a].name,
                                   tree.plan.config.servers[link.b].name};
        tree.herd.apply({fault::Stall{name}, {}});
        const std::string client = "kiwi" + std::to_string(link.a) + std::to_string(link.b);
        tree.herd.ask("Alford", "IAMAT " + client + " +34-118 5");
        bool is_awaited = false;
        CHECK(tree.herd.await([&](Herd& live) {
            const auto flying = live.in_flight(true);
            is_awaited = is_awaited || std::any_of(flying.begin(), flying.end(), [](const std::string& line) {
                             return line.ends_with(": waits for 1 announced record");
                         });
            return flying.empty();
        }));
        // At rest means that all have it, although the link is stalled still.
        CHECK_FALSE(tree.herd.record("Ball", client).empty());
        CHECK_FALSE(tree.herd.record("Hamilton", client).empty());
        awaited += is_awaited;
        tree.herd.apply({fault::HealAll{}, {}});
        REQUIRE(tree.settle());
    }
    CHECK(awaited >= 1);
}

TEST_CASE("an update goes round a link of its tree that is cut") {
    TreeHerd().check_each_link_broken(false);
}

}  // namespace
}  // namespace herd::net
