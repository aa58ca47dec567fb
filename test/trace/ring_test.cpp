#include "trace/ring.hpp"

#include <algorithm>
#include <optional>
#include <random>
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

/// Adds an update's event, and what became of it. Shape: no detail. A record that came over a link has its
/// time in numbers only.
void add_update(Ring& ring, const EventView& event, std::optional<Kind> became, bool is_short = false) {
    core::Record record;
    record.client = event.client;
    record.location = "+1+2";
    record.time = event.time;
    record.origin = event.origin.value_or(0);
    record.receipt = event.receipt;
    std::optional<core::ShortRecord> form;
    if (is_short) {
        record.client_time = *core::parse_client_time(event.time);
        form = core::shorten(record);
        record.short_form = &*form;
        record.location = record.time = {};
    }
    ring.add({event.kind, event.server, event.peer, event.hop, event.is_resync, became}, record,
             event.lamport, event.t);
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
    add_update(ring, make_event("kiwi"), Kind::duplicate);
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
        add_update(ring, make_event("phone" + std::to_string(i)), Kind::accepted);
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

TEST_CASE("updates that spread take less room than their events") {
    Ring ring(1 << 19);
    const std::string client(100, 'k');
    for (std::uint64_t i = 0; i < 50; ++i) {
        EventView event = make_event(client);
        event.receipt = WallTime(nanoseconds(7));
        event.origin = 0;
        event.lamport = 10 * i;
        event.server = static_cast<core::ServerIndex>(i);
        event.hop = 3;
        add_update(ring, event, Kind::accepted);
        core::Record record;
        record.receipt = event.receipt;
        for (core::ServerIndex peer = 0; peer < 3; ++peer) {
            CHECK(ring.add_forward(event.server, 100 + peer, record, 4, 10 * i + 2 + peer, event.t));
        }
    }
    CHECK(ring.count() == 250);
    CHECK(ring.bytes() == 65536);
    std::uint64_t seq = 0;
    ring.for_each_since(0, [&](const EventView& event) {
        const std::uint64_t i = seq / 5;
        const std::uint64_t step = seq % 5;
        CAPTURE(seq);
        CHECK(event.seq == ++seq);
        CHECK(event.server == i);
        CHECK(event.lamport == 10 * i + step);
        CHECK(event.client == client);
        CHECK(event.kind == (step == 0 ? Kind::delivered : step == 1 ? Kind::accepted : Kind::forwarded));
        CHECK(event.hop == (step < 2 ? 3 : 4));
        CHECK(event.peer.value_or(99) == (step < 2 ? 99 : 98 + step));
    });
    CHECK(seq == 250);
}

TEST_CASE("events that are told in no order that a server has come out as they went in") {
    std::mt19937 random(1);
    const auto pick = [&](std::uint32_t most) { return static_cast<std::uint32_t>(random() % most); };
    Ring ring(std::size_t{1} << 24);
    std::vector<Event> added;
    nanoseconds t{0};
    for (int i = 0; i < 20000; ++i) {
        t += nanoseconds(pick(10) == 0 ? std::int64_t{pick(10)} * 1'000'000'000 : std::int64_t{pick(3)});
        Event event;
        event.t = t;
        event.kind = static_cast<Kind>(pick(14));
        event.server = pick(3);
        if (pick(2) == 0) event.peer = pick(3);
        if (pick(4) > 0) {
            event.client = std::string(pick(3) * 7, static_cast<char>('a' + pick(2)));
            event.time = std::to_string(pick(3));
            event.origin = pick(3);
            event.receipt = WallTime(nanoseconds(pick(5)));
        }
        event.hop = static_cast<std::uint16_t>(pick(3));
        event.lamport = added.empty() ? 1 : added.back().lamport + pick(3);
        event.is_resync = pick(5) == 0;
        std::optional<Kind> became;
        if (event.kind == Kind::received || event.kind == Kind::delivered) {
            became = pick(3) == 0 ? Kind::stale : Kind::accepted;
        }
        if (became) {
            add_update(ring, view_of(event), became, !event.client.empty() && pick(2) == 0);
        } else {
            if (pick(10) == 0) event.detail = "detail";
            ring.add(view_of(event));
        }
        added.push_back(event);
        if (!became) continue;
        event.kind = *became;
        ++event.lamport;
        added.push_back(event);
    }
    REQUIRE(ring.count() == added.size());
    std::size_t at = 0;
    ring.for_each_since(0, [&](const EventView& event) {
        const Event& expected = added[at++];
        REQUIRE(event.seq == at);
        REQUIRE(event.t == expected.t);
        REQUIRE(event.lamport == expected.lamport);
        REQUIRE(event.kind == expected.kind);
        REQUIRE(event.server == expected.server);
        REQUIRE(event.peer == expected.peer);
        REQUIRE(event.client == expected.client);
        REQUIRE(event.time == expected.time);
        if (!event.client.empty()) {
            REQUIRE(event.origin == expected.origin);
            REQUIRE(event.receipt == expected.receipt);
        }
        REQUIRE(event.hop == expected.hop);
        REQUIRE(event.detail == expected.detail);
        REQUIRE(event.is_resync == expected.is_resync);
    });
    CHECK(at == added.size());
}

TEST_CASE("a ring is read in pieces of any size, from anywhere") {
    Ring ring(1 << 20);
    for (int i = 0; i < 300; ++i) {
        const std::string client = "client" + std::to_string(i);
        const EventView event = make_event(client);
        add_update(ring, event, i % 3 == 0 ? std::nullopt : std::optional(Kind::accepted));
    }
    const auto all = read(ring);
    REQUIRE(all.size() == ring.count());
    const std::uint64_t size = GENERATE(1, 2, 7, 100000);
    std::uint64_t since = 0;
    while (since < ring.count()) {
        std::vector<std::uint64_t> seqs;
        ring.for_each_since(
            since, [&](const EventView& event) { seqs.push_back(event.seq); }, size);
        REQUIRE(seqs.size() == std::min(size, ring.count() - since));
        for (std::size_t i = 0; i < seqs.size(); ++i) REQUIRE(seqs[i] == since + i + 1);
        since = seqs.back();
    }
    ring.for_each_since(
        0, [](const EventView&) { FAIL("nothing was to be seen"); }, 0);
}

TEST_CASE("a forward joins only the coming of its own update") {
    Ring ring(1 << 20);
    EventView event = make_event("kiwi");
    event.origin = 0;
    event.receipt = WallTime(nanoseconds(7));
    event.lamport = 10;
    core::Record record;
    record.receipt = event.receipt;
    CHECK_FALSE(ring.add_forward(0, 1, record, 1, 12, event.t));
    add_update(ring, event, Kind::stale);
    CHECK_FALSE(ring.add_forward(0, 1, record, 1, 12, event.t));
    add_update(ring, event, Kind::accepted);
    core::Record other = record;
    other.receipt = WallTime(nanoseconds(8));
    CHECK_FALSE(ring.add_forward(0, 1, other, 1, 12, event.t));
    other = record;
    other.origin = 1;
    CHECK_FALSE(ring.add_forward(0, 1, other, 1, 12, event.t));
    CHECK_FALSE(ring.add_forward(1, 1, record, 1, 12, event.t));
    CHECK_FALSE(ring.add_forward(0, 1, record, 2, 12, event.t));
    CHECK_FALSE(ring.add_forward(0, 1, record, 1, 13, event.t));
    CHECK_FALSE(ring.add_forward(0, 1, record, 1, 12, event.t + nanoseconds(1)));
    CHECK(ring.count() == 4);
    CHECK(ring.add_forward(0, 1, record, 1, 12, event.t));
    CHECK_FALSE(ring.add_forward(0, 1, record, 1, 12, event.t));
    CHECK(ring.add_forward(0, 2, record, 1, 13, event.t));
    ring.add(make_event("emu"));
    CHECK_FALSE(ring.add_forward(0, 3, record, 1, 14, event.t));
    CHECK(ring.count() == 7);
}

TEST_CASE("forwards find room up to the end of a block") {
    Ring ring(1 << 20);
    EventView event = make_event("kiwi");
    event.origin = 0;
    event.lamport = 10;
    const core::Record record;
    add_update(ring, event, Kind::accepted);
    std::uint32_t joined = 0;
    while (ring.add_forward(0, joined, record, 1, 12 + joined, event.t)) ++joined;
    CHECK(joined > 16000);
    ring.add(make_event("emu"));
    std::uint32_t seen = 0;
    ring.for_each_since(2, [&](const EventView& forward) {
        if (forward.kind != Kind::forwarded) return;
        CHECK(*forward.peer == seen);
        ++seen;
    });
    CHECK(seen == joined);
    CHECK(read(ring).back().client == "emu");
}

}  // namespace
}  // namespace herd::trace
