#include "trace/recorder.hpp"

#include "core/location.hpp"
#include "core/server.hpp"
#include "support/catch.hpp"

namespace herd::trace {
namespace {

using core::Outbox;
using core::Server;

Now at(std::int64_t milliseconds) {
    return {SteadyTime(std::chrono::milliseconds(milliseconds)), WallTime(std::chrono::seconds(1500000000))};
}

/// Alford and Ball, linked by hand, and a recorder of both.
struct Pair {
    explicit Pair(std::size_t limit = 1 << 20) : recorder(roster, {{0, 1}}, limit, at(1000).steady) {}

    std::string tell(Server& server, const std::string& line, Now now) {
        const auto session = server.open_session(now);
        server.on_client_bytes(session, line + "\n", now, outbox);
        std::string answer;
        server.take_output(session, answer);
        server.close_session(session);
        return answer;
    }

    void link() {
        alford.on_neighbour_up(0, outbox);
        ball.on_neighbour_up(0, outbox);
    }

    void carry(Server& from, Server& to, Now now) {
        std::string bytes;
        from.take_output(core::NeighbourId{0}, now, bytes);
        to.on_neighbour_bytes(0, bytes, now, outbox);
    }

    core::Roster roster{{"Alford", "Ball"}};
    Recorder recorder;
    ServerRecorder alford_recorder{recorder, 0, {1}};
    ServerRecorder ball_recorder{recorder, 1, {0}};
    Server alford{roster, 0, {1}, {}, &alford_recorder};
    Server ball{roster, 1, {0}, {}, &ball_recorder};
    Outbox outbox;
};

TEST_CASE("an update leaves its way in the trace") {
    Pair pair;
    pair.link();
    pair.tell(pair.alford, "IAMAT kiwi +1-2 5.0", at(1001));
    pair.carry(pair.alford, pair.ball, at(1003));
    const Trace trace = pair.recorder.snapshot();
    CHECK(trace.servers == std::vector<std::string>{"Alford", "Ball"});
    CHECK(trace.links.size() == 1);
    REQUIRE(trace.events.size() == 5);
    const Kind kinds[] = {Kind::received, Kind::accepted, Kind::forwarded, Kind::delivered, Kind::accepted};
    for (std::size_t i = 0; i < 5; ++i) {
        const Event& event = trace.events[i];
        CAPTURE(i);
        CHECK(event.kind == kinds[i]);
        CHECK(event.seq == i + 1);
        CHECK(event.server == (i < 3 ? 0 : 1));
        CHECK(event.client == "kiwi");
        CHECK(event.time == "5.0");
        CHECK(*event.origin == 0);
        CHECK(event.receipt == at(0).wall);
        CHECK(event.t == std::chrono::milliseconds(i < 3 ? 1 : 3));
        CHECK(event.hop == (i < 2 ? 0 : 1));
        CHECK(event.peer.has_value() == (i >= 2));
        CHECK_FALSE(event.is_resync);
        if (i > 0) CHECK(event.lamport > trace.events[i - 1].lamport);
    }
    CHECK(pair.recorder.snapshot(3).events.size() == 2);
}

TEST_CASE("a resync is told apart from a flood") {
    Pair pair;
    pair.tell(pair.alford, "IAMAT kiwi +1-2 5", at(1001));
    pair.link();
    pair.carry(pair.ball, pair.alford, at(1002));
    pair.carry(pair.alford, pair.ball, at(1002));
    const auto events = pair.recorder.snapshot(2).events;
    REQUIRE(events.size() == 3);
    CHECK(events[0].kind == Kind::resynced);
    CHECK(events[1].kind == Kind::delivered);
    CHECK(events[1].is_resync);
    CHECK(events[2].kind == Kind::accepted);
    CHECK(events[2].is_resync);
}

TEST_CASE("stale updates and duplicates are told as such") {
    Pair pair;
    pair.tell(pair.alford, "IAMAT kiwi +1-2 5", at(1001));
    pair.tell(pair.alford, "IAMAT kiwi +1-2 4", at(1001));
    const auto events = pair.recorder.snapshot(2).events;
    REQUIRE(events.size() == 2);
    CHECK(events[0].kind == Kind::received);
    CHECK(events[0].time == "4");
    CHECK(events[1].kind == Kind::stale);
}

TEST_CASE("states and links are recorded with why they changed") {
    Pair pair;
    pair.alford_recorder.on_state(Kind::started, "127.0.0.1:8101", {at(1001), 4});
    pair.alford_recorder.on_link(Kind::link_down, 0, "cut", {at(1002), 5});
    const auto events = pair.recorder.snapshot().events;
    REQUIRE(events.size() == 2);
    CHECK(events[0].kind == Kind::started);
    CHECK_FALSE(events[0].peer.has_value());
    CHECK(events[0].detail == "127.0.0.1:8101");
    CHECK(events[1].kind == Kind::link_down);
    CHECK(*events[1].peer == 1);
    CHECK(events[1].detail == "cut");
    CHECK(events[1].lamport == 5);
}

TEST_CASE("time in a trace never goes back") {
    Pair pair;
    pair.alford_recorder.on_state(Kind::started, "", {at(1005), 1});
    pair.ball_recorder.on_state(Kind::started, "", {at(1002), 1});
    const auto events = pair.recorder.snapshot().events;
    CHECK(events[0].t == std::chrono::milliseconds(5));
    CHECK(events[1].t == std::chrono::milliseconds(5));
}

TEST_CASE("an overflow is a fault of the link until its resync begins") {
    Pair pair;
    pair.alford_recorder.on_overflow(0, {at(1001), 1});
    pair.alford_recorder.on_recovered(0, {at(1002), 2});
    const auto events = pair.recorder.snapshot().events;
    REQUIRE(events.size() == 2);
    CHECK(events[0].kind == Kind::fault_set);
    CHECK(events[1].kind == Kind::fault_lifted);
    CHECK(events[0].detail == events[1].detail);
}

TEST_CASE("a snapshot says what it has not got") {
    Pair pair(100'000);
    pair.link();
    for (int i = 0; i < 3000; ++i) pair.tell(pair.alford, "IAMAT kiwi +1-2 " + std::to_string(i), at(1001));
    const Trace trace = pair.recorder.snapshot();
    CHECK(trace.dropped > 0);
    CHECK(trace.events.front().seq == trace.dropped + 1);
    CHECK(trace.events.back().seq == pair.recorder.ring().count());
    CHECK(pair.recorder.snapshot(trace.dropped).dropped == 0);
}

TEST_CASE("a recorder without memory records nothing") {
    Pair pair(0);
    CHECK_FALSE(pair.alford_recorder.is_on());
    pair.alford_recorder.on_state(Kind::started, "", {at(1001), 1});
    CHECK(pair.recorder.snapshot().events.empty());
}

}  // namespace
}  // namespace herd::trace
