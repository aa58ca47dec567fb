#include <cstdint>
#include <string>

#include "core/support/fake_herd.hpp"
#include "support/catch.hpp"

namespace herd::test {
namespace {

core::ServerOptions with_queue_limit(std::size_t bytes) {
    core::ServerOptions options;
    options.neighbour_queue_limit = bytes;
    return options;
}

void tell_many(FakeHerd& herd, std::size_t server, std::size_t count, const std::string& time) {
    for (std::size_t i = 0; i < count; ++i) {
        herd.tell(server, "IAMAT phone" + std::to_string(i) + " +34-118 " + time);
        if (i % 10 == 0) herd.step();
    }
}

/// A digest of all buckets and what a resync keeps in a queue.
constexpr std::size_t digest_bytes = 8 + 1 + 1024 * 10;
constexpr std::size_t chunk_bytes = 64 * 1024 + 200;

TEST_CASE("a neighbour that stalls costs no more than its queue and is resynced") {
    constexpr std::size_t limit = 32 * 1024;
    FakeHerd herd(make_line(3), 1, Delivery::whole, with_queue_limit(limit));
    herd.settle();
    herd.stall(0, 0);
    tell_many(herd, 0, 3000, "5");
    herd.settle();
    CHECK(herd.server(0).counters().overflows >= 1);
    CHECK(herd.contents(1).empty());
    CHECK(herd.largest_write() <= limit);

    herd.release_all();
    herd.settle();
    CHECK(herd.find_fault() == "");
    CHECK(herd.contents(2).size() == 3000);
    CHECK(herd.largest_write() <= limit + digest_bytes + chunk_bytes);
}

TEST_CASE("a neighbour that stalls hinders nobody else") {
    FakeHerd herd(make_ring(5), 1, Delivery::whole, with_queue_limit(32 * 1024));
    herd.settle();
    herd.stall(0, 0);
    tell_many(herd, 0, 2000, "5");
    herd.settle();
    // The long way round.
    for (std::size_t server = 0; server < 5; ++server) CHECK(herd.contents(server).size() == 2000);
    herd.release_all();
    herd.settle();
    CHECK(herd.find_fault() == "");
}

TEST_CASE("a neighbour that stalls again and again is resynced each time") {
    for (std::uint32_t seed = 1; seed <= 6; ++seed) {
        FakeHerd herd(make_line(2), seed, Delivery::mixed, with_queue_limit(16 * 1024));
        for (int round = 1; round <= 5; ++round) {
            herd.stall(0, 0);
            if (round % 2) herd.stall(0, 1);
            tell_many(herd, 0, 400, std::to_string(round));
            tell_many(herd, 1, 400, std::to_string(round) + ".5");
            herd.release_all();
            if (round % 3) herd.settle();
        }
        herd.settle();
        INFO("seed " << seed);
        REQUIRE(herd.counters().overflows >= 5);
        REQUIRE(herd.find_fault() == "");
    }
}

TEST_CASE("an overflow in the midst of a resync loses nothing") {
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        FakeHerd herd(make_line(2), seed, Delivery::split, with_queue_limit(16 * 1024));
        herd.cut(0);
        tell_many(herd, 0, 3000, "5");
        herd.heal(0);
        for (auto steps = 10 + herd.random()() % 40; steps > 0; --steps) herd.step();
        herd.stall(0, 0);
        tell_many(herd, 0, 1000, "6");
        herd.release_all();
        herd.settle();
        INFO("seed " << seed);
        REQUIRE(herd.server(0).counters().overflows >= 1);
        REQUIRE(herd.find_fault() == "");
        REQUIRE(herd.contents(1).size() == 3000);
    }
}

TEST_CASE("observers hear of an overflow once for each queue that was dropped") {
    FakeHerd herd(make_line(2), 1, Delivery::whole, with_queue_limit(16 * 1024));
    herd.settle();
    herd.stall(0, 0);
    tell_many(herd, 0, 1000, "5");
    CHECK(herd.ledger(0).overflows == 1);
    CHECK(herd.server(0).counters().overflows == 1);
    // What was dropped is not counted as sent.
    CHECK(herd.server(0).counters().flooded < 600);
    CHECK(herd.ledger(0).flooded == herd.server(0).counters().flooded);
}

}  // namespace
}  // namespace herd::test
