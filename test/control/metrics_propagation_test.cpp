#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "control/propagation.hpp"
#include "core/hash.hpp"
#include "support/catch.hpp"

namespace herd::control {
namespace {

using namespace std::chrono_literals;

/// Three servers, and what the trace tells of them.
struct Told {
    std::vector<trace::Event> events;
    std::vector<bool> running{true, true, true};
    Propagation propagation;
    nanoseconds now = 0s;

    Told() { read(0s); }

    void state(trace::Kind kind, core::ServerIndex server, nanoseconds t) {
        trace::Event event;
        event.t = t;
        event.kind = kind;
        event.server = server;
        events.push_back(event);
        running[server] = kind == trace::Kind::started;
    }

    /// What became of an update that a client sent to server 0 at `second`.
    trace::Event& tell(trace::Kind kind, core::ServerIndex server, const std::string& client, int second,
                       nanoseconds t) {
        trace::Event event;
        event.t = t;
        event.kind = kind;
        event.server = server;
        if (server != 0) event.peer = 0;
        event.client = client;
        event.time = std::to_string(second);
        event.origin = 0;
        event.receipt = WallTime(std::chrono::seconds(second));
        event.hop = static_cast<std::uint16_t>(server);
        return events.emplace_back(event);
    }

    trace::Event& keep(core::ServerIndex server, const std::string& client, int second, nanoseconds t) {
        return tell(trace::Kind::accepted, server, client, second, t);
    }

    /// The events so far are read at `t`.
    void read(nanoseconds t, std::uint64_t left_out = 0, const Propagation::FindAge& find_age = {}) {
        now = t;
        propagation.read(events, left_out, running, t, find_age);
        events.clear();
    }

    PropagationFigures figures() const { return propagation.figures(now); }
};

std::uint64_t count_all(const PropagationFigures& figures) {
    std::uint64_t count = 0;
    for (const auto times : figures.times) count += times;
    return count;
}

TEST_CASE(
    "an update counts with the time until the last server has it and with the hops of the longest way") {
    Told told;
    told.keep(0, "kiwi", 1, 10ms);
    told.keep(1, "kiwi", 1, 11ms);
    told.read(12ms);
    CHECK(told.figures().count == 0);
    CHECK(told.figures().waiting == 1);

    told.keep(2, "kiwi", 1, 14ms);
    told.tell(trace::Kind::duplicate, 1, "kiwi", 1, 15ms);
    told.read(100ms);
    const auto figures = told.figures();
    CHECK(figures.waiting == 0);
    CHECK(figures.count == 1);
    CHECK(figures.max == 4ms);
    CHECK(figures.total_time == 4ms);
    CHECK(figures.times[5] == 1);  // over 2.5 ms, at most 5 ms
    CHECK(figures.hops[1] == 1);
    CHECK(figures.total_hops == 2);
    CHECK(figures.forgotten == 0);
    CHECK_FALSE(figures.is_sampled);
}

TEST_CASE("an update of a herd of one server is everywhere at once") {
    Told told;
    told.running = {true, false, false};
    told.read(0s);
    told.keep(0, "kiwi", 1, 10ms);
    told.read(100ms);
    CHECK(told.figures().count == 1);
    CHECK(told.figures().max == 0ms);
    CHECK(told.figures().times[0] == 1);
}

TEST_CASE("an update that a cut holds back counts with the whole wait") {
    Told told;
    told.keep(0, "kiwi", 1, 1s);
    told.keep(1, "kiwi", 1, 1s + 1ms);
    for (auto t = 2s; t < 8s; t += 1s) told.read(t);
    told.keep(2, "kiwi", 1, 8s).is_resync = true;
    told.read(8s);
    CHECK(told.figures().count == 1);
    CHECK(told.figures().max == 7s);
    // A resync does not tell how far the update has come.
    CHECK(told.figures().hops == decltype(PropagationFigures::hops){});
}

TEST_CASE("a server that keeps a newer update of a client has no need of an older one") {
    Told told;
    told.keep(0, "kiwi", 5, 1s);
    told.keep(1, "kiwi", 5, 1s + 1ms);
    SECTION("and the older one counts with the time until the newer one came") {
        told.keep(0, "kiwi", 6, 2s);
        told.keep(1, "kiwi", 6, 2s);
        told.keep(2, "kiwi", 6, 3s);
    }
    SECTION("and tells so itself when the older one comes") {
        told.tell(trace::Kind::stale, 2, "kiwi", 5, 3s);
    }
    SECTION("but of an even older one it has not enough") {
        told.keep(2, "kiwi", 4, 2s);
        told.read(2s);
        CHECK(told.figures().count == 0);
        told.keep(2, "kiwi", 5, 3s);
    }
    told.read(3s);
    CHECK(told.figures().count == 1);
    CHECK(told.figures().max == 2s);
}

TEST_CASE("of updates with the same time the one that was received earlier is the newer one") {
    Told told;
    told.keep(0, "kiwi", 5, 1s).receipt = WallTime(7s);
    told.keep(1, "kiwi", 5, 1s).receipt = WallTime(7s);
    told.keep(2, "kiwi", 5, 2s).receipt = WallTime(8s);
    told.read(2s);
    CHECK(told.figures().count == 0);
    told.keep(2, "kiwi", 5, 3s).receipt = WallTime(6s);
    told.read(3s);
    CHECK(told.figures().count == 1);
    CHECK(told.figures().max == 2s);
}

TEST_CASE("a server that stops is waited for no longer") {
    Told told;
    told.keep(0, "kiwi", 1, 1s);
    told.keep(1, "kiwi", 1, 1s + 2ms);
    const auto kind = GENERATE(trace::Kind::stopped, trace::Kind::crashed);
    SECTION("as the trace tells") {
        told.state(kind, 2, 3s);
    }
    SECTION("as the herd itself tells") {
        told.running[2] = false;
    }
    told.read(3s);
    CHECK(told.figures().count == 1);
    CHECK(told.figures().max == 2ms);
}

TEST_CASE("a server that was started later is not waited for") {
    Told told;
    told.state(trace::Kind::crashed, 2, 1s);
    told.keep(0, "kiwi", 1, 2s);
    told.state(trace::Kind::started, 2, 3s);
    told.keep(0, "plum", 1, 4s);
    told.keep(1, "kiwi", 1, 4s);
    told.keep(1, "plum", 1, 4s);
    told.read(5s);
    CHECK(told.figures().count == 1);
    CHECK(told.figures().max == 2s);
    CHECK(told.figures().waiting == 1);
}

TEST_CASE("an update that was lost with the only server that had it is forgotten") {
    Told told;
    told.keep(0, "kiwi", 1, 1s);
    told.state(trace::Kind::crashed, 0, 2s);
    told.read(3s);
    CHECK(count_all(told.figures()) == 0);
    CHECK(told.figures().waiting == 0);
    CHECK(told.figures().forgotten == 1);
}

TEST_CASE("where events were left out the servers tell what they have") {
    const auto kiwi = core::hash_bytes("kiwi");
    const UpdateAge age{{1, 0}, WallTime(1s)};
    Told told;
    told.keep(0, "kiwi", 1, 10ms);
    told.keep(1, "kiwi", 1, 11ms);
    told.read(100ms);
    const auto has_it = [&](core::ServerIndex, std::uint64_t client) -> std::optional<UpdateAge> {
        if (client != kiwi) return std::nullopt;
        return age;
    };
    const auto has_nothing = [](core::ServerIndex, std::uint64_t) { return std::optional<UpdateAge>(); };

    SECTION("and what came soon is forgotten since nobody saw when") {
        told.read(200ms, 7, has_it);
        CHECK(told.figures().count == 0);
        CHECK(told.figures().forgotten == 1);
    }
    SECTION("and what came late counts since a moment more or less does not matter") {
        told.read(200ms, 7, has_nothing);
        CHECK(told.figures().waiting == 1);
        told.read(4s, 0, has_it);
        CHECK(told.figures().count == 1);
        CHECK(told.figures().max == 4s - 10ms);
        CHECK(told.figures().forgotten == 0);
    }
    SECTION("and what is seen to come counts exactly") {
        told.read(200ms, 7, has_nothing);
        told.keep(2, "kiwi", 1, 210ms);
        told.read(300ms, 0, has_nothing);
        CHECK(told.figures().count == 1);
        CHECK(told.figures().max == 200ms);
    }
    CHECK(told.figures().waiting == 0);
    CHECK(told.figures().unread == 7);
    CHECK(told.figures().is_sampled);
    CHECK_FALSE(told.propagation.figures(20s).is_sampled);
}

TEST_CASE("no more updates are followed than there is room for") {
    Told told;
    const int clients = static_cast<int>(Propagation::room) + 5;
    for (int client = 0; client < clients; ++client) told.keep(0, std::to_string(client), 1, 1s);
    told.read(1s);
    CHECK(told.figures().waiting == Propagation::room);
    CHECK(told.figures().forgotten == 5);

    // Nor for ever.
    told.read(2s + Propagation::longest);
    CHECK(told.figures().waiting == 0);
    CHECK(told.figures().forgotten == Propagation::room + 5);
}

TEST_CASE("quantiles are those of the last ten seconds") {
    Told told;
    for (int second = 1; second <= 100; ++second) {
        const auto begun = second * 200ms;
        const auto client = std::to_string(second);
        told.keep(0, client, second, begun);
        told.keep(1, client, second, begun);
        told.keep(2, client, second, begun + second * 1ms);
        told.read(begun + second * 1ms);
    }
    // At 20.1 s, the updates that began from 10.9 s on: their times are 54 to 100 ms.
    const auto figures = told.figures();
    CHECK(figures.count >= 45);
    CHECK(figures.count <= 55);
    CHECK(figures.max == 100ms);
    CHECK(figures.p50 > 70ms);
    CHECK(figures.p50 < 82ms);
    CHECK(figures.p90 > figures.p50);
    CHECK(figures.p99 > figures.p90);
    CHECK(count_all(figures) == 100);

    const auto later = told.propagation.figures(60s);
    CHECK(later.count == 0);
    CHECK(count_all(later) == 100);
}

TEST_CASE("what a trace tells of unknown servers and odd times does no harm") {
    Told told;
    told.keep(7, "kiwi", 1, 1s).peer.reset();
    told.keep(0, "kiwi", 1, 1s);
    told.keep(1, "kiwi", 1, 1s);
    told.keep(0, "plum", 1, 1s).time = "soon";
    told.state(trace::Kind::stale, 2, 1s);
    told.running[2] = true;
    told.keep(2, "kiwi", 1, 2s);
    told.read(3s);
    CHECK(told.figures().count == 1);
    CHECK(told.figures().max == 1s);
    CHECK(told.figures().waiting == 0);
}

}  // namespace
}  // namespace herd::control
