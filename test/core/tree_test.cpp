#include "core/tree.hpp"

#include <string>

#include "core/announcements.hpp"
#include "core/awaited_records.hpp"
#include "core/store.hpp"
#include "core/support/owned_record.hpp"
#include "core/support/pair_roster.hpp"
#include "support/catch.hpp"

namespace herd::core {
namespace {

using test::OwnedRecord;
using test::pair_roster;

constexpr ServerIndex self = 3;
constexpr ServerIndex origin = 7;

SteadyTime at_ms(int milliseconds) {
    return SteadyTime(std::chrono::milliseconds(milliseconds));
}

Announced announced_of(std::uint64_t client) {
    Announced announced;
    announced.client = client;
    return announced;
}

TEST_CASE("whoever first brings an origin's updates is its parent and others are one too many") {
    SpanningTrees trees(self, 5);
    CHECK_FALSE(trees.parent(origin).has_value());
    CHECK_FALSE(trees.on_pushed(origin, 4, true).has_value());
    CHECK(trees.parent(origin) == 4U);
    CHECK(trees.on_pushed(origin, 1, false) == 1U);
    trees.set_pruned(origin, 1);
    // What it sends now was on its way, news or not.
    CHECK_FALSE(trees.on_pushed(origin, 1, true).has_value());
    CHECK_FALSE(trees.on_pushed(origin, 1, false).has_value());
    CHECK_FALSE(trees.on_pushed(origin, 4, false).has_value());
    CHECK(trees.parent(origin) == 4U);
    // News makes another one the parent.
    CHECK(trees.on_pushed(origin, 0, true) == 4U);
    CHECK(trees.parent(origin) == 0U);
    CHECK_FALSE(trees.parent(origin + 1).has_value());
}

TEST_CASE("a first feeder is kept although what it brings is no news") {
    SpanningTrees trees(self, 2);
    CHECK_FALSE(trees.on_pushed(origin, 1, false).has_value());
    CHECK(trees.parent(origin) == 1U);
    CHECK(trees.on_pushed(origin, 0, false) == 0U);
}

TEST_CASE("nobody feeds a server its own updates") {
    SpanningTrees trees(self, 2);
    CHECK(trees.on_pushed(self, 0, true) == 0U);
    CHECK(trees.on_pushed(self, 1, false) == 1U);
    CHECK_FALSE(trees.graft(self, 1).has_value());
    CHECK_FALSE(trees.parent(self).has_value());
}

TEST_CASE("a neighbour that is grafted is the parent in place of the one before") {
    SpanningTrees trees(self, 5);
    trees.on_pushed(origin, 4, true);
    trees.set_pruned(origin, 2);
    CHECK(trees.graft(origin, 2) == 4U);
    CHECK(trees.parent(origin) == 2U);
    CHECK_FALSE(trees.graft(origin, 2).has_value());
    // It counts as one that sends again.
    CHECK(trees.on_pushed(origin, 4, true) == 2U);
}

TEST_CASE("neighbours are lazy for one origin each") {
    SpanningTrees trees(self, 9);
    CHECK_FALSE(trees.branches(origin));
    for (const NeighbourId id : {0U, 3U, 4U, 8U}) trees.set_lazy(origin, id, true);
    trees.set_lazy(origin - 1, 1, true);
    trees.set_lazy(origin, 3, false);
    trees.set_pruned(origin, 5);
    std::string lazy;
    for (NeighbourId id = 0; id < 9; ++id) lazy += trees.branches(origin).is_lazy(id) ? "1" : "0";
    CHECK(lazy == "100010001");
    CHECK(trees.branches(origin - 1).is_lazy(1));
    CHECK_FALSE(trees.branches(origin + 1).is_lazy(0));
}

TEST_CASE("a link that goes down is forgotten in all trees") {
    SpanningTrees trees(self, 2);
    for (const ServerIndex each : {9U, 1U, 5U}) {
        trees.on_pushed(each, each == 5 ? 0 : 1, true);
        trees.set_lazy(each, 1, true);
        trees.set_pruned(each, each == 5 ? 1 : 0);
    }
    trees.forget(1);
    CHECK(trees.parent(5) == 0U);
    CHECK_FALSE(trees.parent(1).has_value());
    CHECK_FALSE(trees.branches(9).is_lazy(1));
    CHECK(trees.on_pushed(5, 1, false) == 1U);
    // What the other neighbour was told stays.
    CHECK_FALSE(trees.on_pushed(1, 0, true).has_value());
    CHECK_FALSE(trees.parent(1).has_value());
    trees.forget_pruned(0);
    trees.on_pushed(1, 0, true);
    CHECK(trees.parent(1) == 0U);
}

TEST_CASE("what trees know of their neighbours stays when there are more of them") {
    SpanningTrees trees(self, 0);
    for (NeighbourId id = 0; id < 20; ++id) {
        trees.add_neighbour();
        for (const ServerIndex of : {origin, origin + 1}) {
            trees.set_lazy(of, id, (id + of) % 3 == 0);
            if ((id + of) % 2 == 0) trees.set_pruned(of, id);
        }
    }
    for (const ServerIndex of : {origin, origin + 1}) {
        CHECK_FALSE(trees.parent(of).has_value());
        for (NeighbourId id = 0; id < 20; ++id) {
            CHECK(trees.branches(of).is_lazy(id) == ((id + of) % 3 == 0));
            // One that was told to send no more says nothing by what was on its way.
            trees.on_pushed(of, id, true);
            CHECK((trees.parent(of) == id) == ((id + of) % 2 != 0));
        }
    }
}

TEST_CASE("announcements wait for others, but not for ever and not for too many") {
    Announcements announcements(2);
    CHECK_FALSE(announcements.since().has_value());
    CHECK_FALSE(announcements.add(1, announced_of(10), at_ms(5)));
    CHECK_FALSE(announcements.add(0, announced_of(10), at_ms(6)));
    CHECK_FALSE(announcements.add(1, announced_of(11), at_ms(7)));
    CHECK(announcements.since() == at_ms(5));
    CHECK_FALSE(announcements.due(at_ms(4)).has_value());
    CHECK(announcements.due(at_ms(5)) == 1U);
    const auto batch = announcements.take(1);
    REQUIRE(batch.size() == 2);
    CHECK(batch[1].client == 11);
    CHECK(announcements.since() == at_ms(6));
    CHECK_FALSE(announcements.is_waiting(1));
    for (std::size_t i = 1; i < announcement_limit; ++i)
        REQUIRE(announcements.add(0, announced_of(i), at_ms(8)) == (i + 1 == announcement_limit));
    CHECK(announcements.take(0).size() == announcement_limit);
    CHECK_FALSE(announcements.since().has_value());
}

TEST_CASE("an announced record is awaited from each who announced it, in the order of time") {
    AwaitedRecords awaited;
    CHECK(awaited.add(1, announced_of(10), at_ms(5)));
    CHECK(awaited.add(2, announced_of(10), at_ms(6)));
    CHECK(awaited.add(1, announced_of(11), at_ms(7)));
    // Announced again: that is no reason to wait longer.
    CHECK(awaited.add(1, announced_of(10), at_ms(9)));
    CHECK(awaited.size() == 3);
    CHECK(awaited.next_due() == at_ms(5));
    CHECK_FALSE(awaited.take_due(at_ms(4)).has_value());
    const auto first = awaited.take_due(at_ms(5));
    REQUIRE(first.has_value());
    CHECK(first->from == 1);
    CHECK(first->announced.client == 10);
    awaited.postpone(10, at_ms(20));
    CHECK(awaited.next_due() == at_ms(7));
    awaited.drop(1);
    CHECK(awaited.size() == 1);
    CHECK(awaited.next_due() == at_ms(20));
    awaited.resolve(10, [](const Announced&) { return true; });
    awaited.resolve(11, [](const Announced&) { return false; });
    CHECK(awaited.size() == 1);
    awaited.resolve(10, [](const Announced&) { return false; });
    CHECK(awaited.empty());
    CHECK_FALSE(awaited.next_due().has_value());
}

TEST_CASE("no more than so many records are awaited") {
    AwaitedRecords awaited;
    for (std::size_t i = 0; i < AwaitedRecords::limit; ++i)
        REQUIRE(awaited.add(0, announced_of(i), at_ms(5)));
    CHECK_FALSE(awaited.add(0, announced_of(AwaitedRecords::limit), at_ms(5)));
    CHECK(awaited.add(0, announced_of(0), at_ms(5)));
    CHECK(awaited.size() == AwaitedRecords::limit);
}

TEST_CASE("a store tells what it misses of what is announced") {
    Store here(pair_roster(), 1 << 20);
    Store there(pair_roster(), 1 << 20);
    const auto announce = [&there](const OwnedRecord& record) { return there.announce(record.view()); };
    const OwnedRecord kept("kiwi", "+1+2", "5", nanoseconds(100), 0);
    CHECK(here.is_missing(announce(kept)));
    here.offer(kept.view());
    CHECK_FALSE(here.is_missing(announce(kept)));
    CHECK(here.is_missing(announce({"kiwi", "+1+2", "5.1", nanoseconds(100), 0})));
    CHECK_FALSE(here.is_missing(announce({"kiwi", "+1+2", "4.9", nanoseconds(100), 0})));
    CHECK(here.is_missing(announce({"kiwi", "+1+2", "5", nanoseconds(99), 1})));
    CHECK_FALSE(here.is_missing(announce({"kiwi", "+1+2", "5", nanoseconds(101), 0})));
    // Equal receipts: the lesser name is newer.
    CHECK_FALSE(here.is_missing(announce({"kiwi", "+1+2", "5", nanoseconds(100), 1})));
    // Equal but for their texts: only those can tell.
    CHECK(here.is_missing(announce({"kiwi", "+1+3", "5", nanoseconds(100), 0})));
    CHECK(here.is_missing(announce({"kiwi", "+1+2", "5.0", nanoseconds(100), 0})));
    CHECK(here.is_missing(announce({"emu", "+1+2", "5", nanoseconds(100), 0})));
}

TEST_CASE("a record is found by the hash of its client") {
    Store store(pair_roster(), std::size_t{1} << 30);
    CHECK_FALSE(store.find_hash(0).has_value());
    for (int i = 0; i < 5000; ++i) {
        const OwnedRecord record("phone" + std::to_string(i), "+1+2", "5");
        store.offer(record.view());
    }
    for (int i = 0; i < 5000; ++i) {
        const OwnedRecord record("phone" + std::to_string(i), "+1+2", "5");
        const auto found = store.find_hash(store.announce(record.view()).client);
        REQUIRE(found.has_value());
        REQUIRE(found->client == record.view().client);
    }
    // The same bucket and the same tag, and yet another client.
    const OwnedRecord record("phone7", "+1+2", "5");
    CHECK_FALSE(store.find_hash(store.announce(record.view()).client ^ std::uint64_t{1} << 40).has_value());
}

}  // namespace
}  // namespace herd::core
