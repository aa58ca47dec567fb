#include "trace/ring.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace herd::trace {
namespace {

struct Seen {
    std::uint64_t seq;
    std::uint64_t lamport;
    Kind kind;
    std::string client;
};

std::vector<Seen> read(const Ring& ring, std::uint64_t since = 0) {
    std::vector<Seen> seen;
    ring.for_each_since(since, [&](const EventView& event) {
        seen.push_back({event.seq, event.lamport, event.kind, std::string(event.client)});
    });
    return seen;
}

EventView make_event(std::string_view client) {
    EventView event;
    event.kind = Kind::delivered;
    event.lamport = 10;
    event.client = client;
    return event;
}

TEST_CASE("a ring gives back what was put in") {
    Ring ring(1 << 20);
    EventView event;
    event.t = nanoseconds(123456789);
    event.lamport = 77;
    event.kind = Kind::delivered;
    event.server = 3;
    event.peer = 0;
    event.client = "kiwi";
    event.time = "1479413884.392014450";
    event.origin = 4;
    event.receipt = WallTime(nanoseconds(-5));
    event.hop = 65535;
    event.is_resync = true;
    event.detail = "why";
    ring.add(event);
    int visits = 0;
    ring.for_each_since(0, [&](const EventView& seen) {
        ++visits;
        CHECK(seen.seq == 1);
        CHECK(seen.t == event.t);
        CHECK(seen.lamport == 77);
        CHECK(seen.kind == Kind::delivered);
        CHECK(seen.server == 3);
        CHECK(*seen.peer == 0);
        CHECK(seen.client == "kiwi");
        CHECK(seen.time == "1479413884.392014450");
        CHECK(*seen.origin == 4);
        CHECK(seen.receipt == event.receipt);
        CHECK(seen.hop == 65535);
        CHECK(seen.is_resync);
        CHECK(seen.detail == "why");
    });
    CHECK(visits == 1);
    CHECK(ring.count() == 1);
    CHECK(ring.dropped() == 0);
}

TEST_CASE("an event without a peer or an update has none") {
    Ring ring(1 << 20);
    ring.add({});
    ring.for_each_since(0, [](const EventView& seen) {
        CHECK_FALSE(seen.peer.has_value());
        CHECK_FALSE(seen.origin.has_value());
        CHECK(seen.client.empty());
        CHECK_FALSE(seen.is_resync);
    });
}

TEST_CASE("what became of an update is an event of its own") {
    Ring ring(1 << 20);
    ring.add(make_event("kiwi"), Kind::duplicate);
    ring.add(make_event("emu"));
    const auto seen = read(ring);
    REQUIRE(seen.size() == 3);
    CHECK(seen[0].kind == Kind::delivered);
    CHECK(seen[1].seq == 2);
    CHECK(seen[1].lamport == 11);
    CHECK(seen[1].kind == Kind::duplicate);
    CHECK(seen[1].client == "kiwi");
    CHECK(seen[2].seq == 3);
    CHECK(read(ring, 1).size() == 2);
    CHECK(read(ring, 1)[0].kind == Kind::duplicate);
    CHECK(read(ring, 2)[0].client == "emu");
    CHECK(read(ring, 3).empty());
    CHECK(read(ring, 1000).empty());
}

TEST_CASE("a full ring drops the oldest and says how many") {
    constexpr std::size_t limit = 200'000;
    Ring ring(limit);
    for (int i = 1; i <= 20'000; ++i) {
        ring.add(make_event("phone" + std::to_string(i)), Kind::accepted);
        REQUIRE(ring.bytes() <= limit);
    }
    CHECK(ring.count() == 40'000);
    CHECK(ring.dropped() > 30'000);
    const auto seen = read(ring);
    REQUIRE(seen.size() == ring.count() - ring.dropped());
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const std::uint64_t seq = ring.dropped() + 1 + i;
        REQUIRE(seen[i].seq == seq);
        REQUIRE(seen[i].client == "phone" + std::to_string((seq + 1) / 2));
    }
    CHECK(read(ring, 39'990).size() == 10);
    CHECK(read(ring, ring.dropped() - 5).size() == seen.size());
}

TEST_CASE("an event that is longer than a block finds room") {
    Ring ring(100'000);
    const std::string client(300'000, 'x');
    ring.add(make_event("before"));
    ring.add(make_event(client));
    CHECK(read(ring).back().client == client);
    CHECK(ring.dropped() == 1);
    ring.add(make_event("behind"));
    CHECK(read(ring).back().client == "behind");
    CHECK(ring.dropped() == 2);
    CHECK(ring.bytes() <= 100'000);
}

}  // namespace
}  // namespace herd::trace
