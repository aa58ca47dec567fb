#include <cstdint>
#include <string>

#include "core/support/fake_herd.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

constexpr Delivery deliveries[] = {Delivery::whole, Delivery::split, Delivery::dripped, Delivery::mixed};

std::string update(std::size_t client, const std::string& time) {
    return "IAMAT phone" + std::to_string(client) + " +34-118 " + time;
}

/// The records of the buckets in which two servers differ.
std::size_t count_differing(FakeHerd& herd, std::size_t a, std::size_t b) {
    const auto differ =
        core::compare_digests(herd.server(a).store().digest(), herd.server(b).store().digest());
    std::size_t records = 0;
    for (const std::size_t server : {a, b}) {
        for (std::size_t bucket = 0; bucket < core::bucket_count; ++bucket) {
            core::Store::Cursor cursor;
            while (differ[bucket] && herd.server(server).store().next(bucket, cursor)) ++records;
        }
    }
    return records;
}

TEST_CASE("what either side missed is exchanged when a link comes back") {
    for (const Delivery delivery : deliveries) {
        FakeHerd herd(make_line(2), 1, delivery);
        herd.tell(0, "IAMAT both +1+1 5");
        herd.settle();
        herd.cut(0);
        herd.tell(0, "IAMAT a +1+1 5");
        herd.tell(1, "IAMAT b +1+1 5");
        herd.tell(0, "IAMAT both +2+2 6");
        herd.tell(1, "IAMAT both +3+3 7");
        herd.settle();
        CHECK(herd.contents(0).size() == 2);
        herd.heal(0);
        herd.settle();
        CHECK(herd.find_fault() == "");
        CHECK(herd.contents(0).size() == 3);
        CHECK(herd.tell(0, "NEARBY both 0 0").find("+3+3 7\n") != std::string::npos);
    }
}

TEST_CASE("a resync exchanges only the buckets that differ") {
    FakeHerd herd(make_line(2), 1);
    herd.settle();
    for (std::size_t client = 0; client < 5000; ++client) herd.tell(client % 2, update(client, "5"));
    herd.settle();
    REQUIRE(herd.counters().resynced == 0);

    SECTION("none if the stores are the same") {
        herd.cut(0);
        herd.heal(0);
        herd.settle();
        CHECK(herd.counters().resynced == 0);
        CHECK(herd.counters().delivered == 5000);
    }
    SECTION("three if three clients moved") {
        herd.cut(0);
        for (const std::size_t client : {3, 77, 4321}) herd.tell(client % 2, update(client, "6"));
        const std::size_t differing = count_differing(herd, 0, 1);
        REQUIRE(differing < 100);
        herd.heal(0);
        herd.settle();
        CHECK(herd.counters().resynced == differing);
        CHECK(herd.find_fault() == "");
    }
}

TEST_CASE("what a resync brings is flooded on") {
    FakeHerd herd(make_line(5), 1);
    herd.settle();
    herd.cut(1);
    const std::string answer = herd.tell(0, "IAMAT kiwi +1+1 5");
    herd.settle();
    herd.heal(1);
    herd.settle();
    CHECK(herd.find_fault() == "");
    CHECK(herd.contents(4)["kiwi"] + "\n" == answer);
    // One message floods the near side, one crosses in the resync, and two flood the far side.
    CHECK(herd.counters().resynced == 1);
    CHECK(herd.counters().flooded == 3);
    CHECK(herd.ledger(2).deliveries.at(0).hop == 1);
    CHECK_FALSE(herd.ledger(2).deliveries.at(0).flooded);
    CHECK(herd.ledger(4).deliveries.at(0).hop == 3);
}

TEST_CASE("the two halves of a herd agree again after a partition") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        FakeHerd herd(make_full_mesh(6), seed, deliveries[seed % 4]);
        herd.settle();
        for (std::size_t link = 0; link < herd.topology().links.size(); ++link) {
            const auto [a, b] = herd.topology().links[link];
            if (a < 3 && b >= 3) herd.cut(link);
        }
        for (std::size_t i = 0; i < 60; ++i) {
            herd.tell(herd.random()() % 6, update(i % 10, std::to_string(herd.random()() % 5)));
            for (auto steps = herd.random()() % 10; steps > 0; --steps) herd.step();
        }
        herd.settle();
        INFO("seed " << seed);
        REQUIRE(herd.contents(0) == herd.contents(2));
        REQUIRE(herd.contents(3) == herd.contents(5));
        REQUIRE(herd.contents(0) != herd.contents(3));
        herd.heal_all();
        herd.settle();
        REQUIRE(herd.find_fault() == "");
    }
}

TEST_CASE("a server that lost its memory has all again from its neighbours") {
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        FakeHerd herd(make_ring(5), seed, deliveries[seed % 4]);
        for (std::size_t i = 0; i < 200; ++i) herd.tell(i % 5, update(i, "5"));
        herd.settle();
        herd.restart(3);
        CHECK(herd.contents(3).empty());
        const std::string answer = herd.tell(3, "IAMAT new +1+1 5");
        herd.settle();
        INFO("seed " << seed);
        REQUIRE(herd.find_fault() == "");
        REQUIRE(herd.contents(3).size() == 201);
        REQUIRE(herd.contents(0)["new"] + "\n" == answer);
    }
}

TEST_CASE("an update that happens while a resync is under way is not lost") {
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        FakeHerd herd(make_line(3), seed, deliveries[seed % 2]);
        herd.cut(0);
        for (std::size_t i = 0; i < 3000; ++i) herd.tell(i % 3, update(i, "5"));
        herd.heal(0);
        for (std::size_t i = 0; i < 500; ++i) {
            herd.tell(herd.random()() % 3,
                      update(herd.random()() % 4000, std::to_string(herd.random()() % 10)));
            for (auto steps = herd.random()() % 3; steps > 0; --steps) herd.step();
            // The link may break in the midst of it, too.
            if (i % 100 == 99) herd.cut(0);
            if (i % 100 == 99) herd.heal(0);
        }
        herd.settle();
        INFO("seed " << seed);
        REQUIRE(herd.find_fault() == "");
    }
}

}  // namespace
}  // namespace herd::test
