// Links that are cut, refused, reset, held up, damaged.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/live_herd.hpp"
#include "support/test_client.hpp"

namespace herd::net {
namespace {

using namespace test;

const fault::LinkName alford_ball{"Alford", "Ball"};
const fault::DirectionName from_alford{"Alford", "Ball"};

/// Alford and Ball, linked, at rest.
struct LinkedPair {
    LinkedPair() { REQUIRE(herd.await_links()); }

    void apply(fault::Action action) { herd.apply({std::move(action), std::nullopt}); }

    bool is_linked() {
        return herd.call([](Herd& live) { return live.is_linked(0) && live.is_linked(1); });
    }

    std::vector<std::string> in_flight(bool ignores_held = false) {
        return herd.call([=](Herd& live) { return live.in_flight(ignores_held); });
    }

    bool await_rest(bool ignores_held = false) {
        return herd.await([=](Herd& live) { return live.in_flight(ignores_held).empty(); });
    }

    std::size_t count(trace::Kind kind, std::string_view detail = {}) {
        const auto events = herd.call([](Herd& live) { return live.trace(); }).events;
        return static_cast<std::size_t>(
            std::count_if(events.begin(), events.end(), [&](const trace::Event& event) {
                return event.kind == kind && event.detail.find(detail) != std::string::npos;
            }));
    }

    /// A plan whose trace has room for whatever texts.
    struct Plan : HerdPlan {
        Plan() : HerdPlan(pair()) { config.trace.buffer = std::size_t{64} << 20; }
    };

    Plan plan;
    LiveHerd herd{plan};
};

TEST_CASE("a link that is cut is down until it is healed") {
    LinkedPair pair;
    pair.apply(fault::Cut{alford_ball});
    CHECK_FALSE(pair.is_linked());
    CHECK(pair.await_rest());
    pair.herd.ask("Alford", "IAMAT kiwi +1+2 3");
    CHECK(pair.await_rest());
    CHECK(pair.herd.record("Ball", "kiwi").empty());
    pair.apply(fault::Heal{alford_ball});
    CHECK(pair.herd.await_record("kiwi"));
    CHECK(pair.count(trace::Kind::link_down, "cut") == 2);
    CHECK(pair.count(trace::Kind::resynced) == 1);
}

TEST_CASE("a link that is refused stays while it is up") {
    LinkedPair pair;
    pair.apply(fault::Refuse{alford_ball});
    CHECK(pair.is_linked());
    pair.herd.ask("Alford", "IAMAT kiwi +1+2 3");
    CHECK(pair.herd.await_record("kiwi"));
    pair.apply(fault::Reset{alford_ball});
    CHECK(pair.await_rest());
    CHECK_FALSE(pair.is_linked());
    pair.apply(fault::HealAll{});
    CHECK(pair.herd.await_links());
}

TEST_CASE("a link that is reset comes up again and nothing stays lost") {
    LinkedPair pair;
    pair.herd.ask("Alford", "IAMAT kiwi +1+2 3");
    pair.apply(fault::Reset{alford_ball});
    CHECK(pair.count(trace::Kind::link_down, "reset") >= 1);
    CHECK(pair.await_rest());
    CHECK(pair.is_linked());
    CHECK(pair.herd.await_record("kiwi"));
}

TEST_CASE("a stall holds up one direction and loses nothing") {
    LinkedPair pair;
    REQUIRE(pair.await_rest());
    pair.apply(fault::Stall{from_alford});
    CHECK(pair.is_linked());
    pair.herd.ask("Alford", "IAMAT kiwi +1+2 3");
    pair.herd.ask("Ball", "IAMAT emu +1+2 3");
    CHECK(pair.herd.await_record("emu"));
    CHECK(pair.await_rest(true));
    const auto flying = pair.in_flight();
    REQUIRE(flying.size() == 1);
    CHECK(flying[0].find("Alford->Ball") == 0);
    CHECK(flying[0].find("held by a stall") != std::string::npos);
    CHECK(pair.herd.record("Ball", "kiwi").empty());
    pair.apply(fault::Heal{alford_ball});
    CHECK(pair.await_rest());
    CHECK_FALSE(pair.herd.record("Ball", "kiwi").empty());
    CHECK(pair.count(trace::Kind::resynced) == 0);
}

TEST_CASE("a stalled link that is lost comes up once the stall is over") {
    LinkedPair pair;
    pair.apply(fault::Stall{from_alford});
    pair.herd.ask("Alford", "IAMAT kiwi +1+2 3");
    pair.apply(fault::Reset{alford_ball});
    CHECK(pair.await_rest());
    CHECK_FALSE(pair.is_linked());
    pair.apply(fault::HealAll{});
    CHECK(pair.herd.await_record("kiwi"));
}

TEST_CASE("a queue behind a stall is bounded and made up for") {
    LinkedPair pair;
    pair.apply(fault::Stall{from_alford});
    TestClient client(pair.herd.port("Alford"));
    const std::string name(60000, 'k');
    std::size_t sent = 0;
    for (; pair.count(trace::Kind::fault_set, "queue full") == 0; ++sent) {
        REQUIRE(sent < 1000);
        client.ask("IAMAT " + name + std::to_string(sent) + " +1+2 3");
    }
    pair.apply(fault::HealAll{});
    CHECK(pair.herd.await_agreement());
    CHECK(pair.await_rest());
    CHECK(pair.count(trace::Kind::fault_lifted, "queue full") == 1);
    CHECK_FALSE(pair.herd.record("Ball", name + "0").empty());
    CHECK_FALSE(pair.herd.record("Ball", name + std::to_string(sent - 1)).empty());
}

TEST_CASE("latency delays each message by no less than it says") {
    LinkedPair pair;
    constexpr auto delay = std::chrono::milliseconds(15);
    pair.apply(fault::Latency{from_alford, delay, {}, fault::Distribution::constant});
    pair.herd.ask("Alford", "IAMAT kiwi +1+2 3");
    CHECK(pair.herd.await_record("kiwi"));
    const auto events = pair.herd.call([](Herd& live) { return live.trace(); }).events;
    const auto find = [&](trace::Kind kind) {
        return std::find_if(events.begin(), events.end(),
                            [&](const trace::Event& event) { return event.kind == kind; });
    };
    CHECK(find(trace::Kind::delivered)->t - find(trace::Kind::forwarded)->t >= delay);
}

TEST_CASE("messages in slices of a byte arrive whole") {
    LinkedPair pair;
    pair.apply(fault::Slice{alford_ball, 1, std::chrono::microseconds(10)});
    for (int i = 0; i < 5; ++i) {
        pair.herd.ask("Alford", "IAMAT kiwi" + std::to_string(i) + " +1+2 3");
        pair.herd.ask("Ball", "IAMAT emu" + std::to_string(i) + " +1+2 3");
    }
    CHECK(pair.await_rest());
    CHECK(pair.herd.await_agreement());
    CHECK(pair.count(trace::Kind::link_down) == 0);
    CHECK(pair.herd.sum(&core::Counters::delivered) == 10);
}

TEST_CASE("a damaged message is noticed and made up for") {
    LinkedPair pair;
    pair.apply(fault::Corrupt{from_alford});
    pair.herd.ask("Alford", "IAMAT kiwi +1+2 3");
    CHECK(pair.herd.await_record("kiwi"));
    CHECK(pair.await_rest());
    CHECK(pair.count(trace::Kind::link_down, "checksum") == 1);
    CHECK(pair.count(trace::Kind::fault_lifted, "corrupt") == 1);
    // Once only.
    pair.herd.ask("Alford", "IAMAT kiwi +1+2 4");
    CHECK(pair.await_rest());
    CHECK(pair.count(trace::Kind::link_down, "checksum") == 1);
}

TEST_CASE("a connection is closed after so many bytes and made again") {
    LinkedPair pair;
    pair.apply(fault::CloseAfter{from_alford, 20});
    pair.herd.ask("Alford", "IAMAT kiwi +1+2 3");
    CHECK(pair.herd.await_record("kiwi"));
    CHECK(pair.await_rest());
    CHECK(pair.count(trace::Kind::link_down, "so many bytes") == 1);
    pair.herd.ask("Alford", "IAMAT kiwi +1+2 4");
    CHECK(pair.await_rest());
    CHECK(pair.count(trace::Kind::link_down, "so many bytes") == 1);
}

TEST_CASE("the first messages are dropped by a cut that then heals") {
    LinkedPair pair;
    REQUIRE(pair.await_rest());
    pair.apply(fault::DropFirst{alford_ball, 3});
    for (int i = 0; i < 2; ++i) pair.herd.ask("Alford", "IAMAT kiwi +1+2 " + std::to_string(i));
    CHECK(pair.await_rest());
    CHECK_FALSE(pair.is_linked());
    pair.herd.ask("Ball", "IAMAT emu +1+2 3");
    CHECK(pair.herd.await_links());
    CHECK(pair.herd.await_agreement());
    CHECK(pair.count(trace::Kind::forwarded) == 0);
}

TEST_CASE("a link that flaps is cut and healed by turns") {
    LinkedPair pair;
    pair.apply(fault::Flap{alford_ball, std::chrono::milliseconds(10)});
    CHECK(eventually([&] { return pair.count(trace::Kind::link_up) >= 6; }));
    pair.herd.ask("Alford", "IAMAT kiwi +1+2 3");
    pair.apply(fault::HealAll{});
    CHECK(pair.herd.await_record("kiwi"));
    CHECK(pair.await_rest());
}

TEST_CASE("faults of the configuration hold from the start") {
    HerdPlan plan(pair());
    plan.config.faults = {{{fault::Cut{alford_ball}, std::nullopt}, {}},
                          {{fault::Heal{alford_ball}, std::nullopt}, std::chrono::milliseconds(30)}};
    LiveHerd herd(plan);
    CHECK(herd.await_links());
    const auto events = herd.call([](Herd& live) { return live.trace(); }).events;
    const auto up = std::find_if(events.begin(), events.end(), [](const trace::Event& event) {
        return event.kind == trace::Kind::link_up;
    });
    const auto lifted = std::find_if(events.begin(), events.end(), [](const trace::Event& event) {
        return event.kind == trace::Kind::fault_lifted;
    });
    CHECK(lifted < up);
}

TEST_CASE("a fault that the herd cannot have is refused in words") {
    LinkedPair pair;
    const auto refuse = [&](fault::Action action) {
        const auto applied = pair.herd.call([&](Herd& live) { return live.apply({action, std::nullopt}); });
        return applied ? std::string() : applied.error();
    };
    CHECK(refuse(fault::Cut{{"Alford", "Bal"}}).find("Bal") != std::string::npos);
    CHECK(refuse(fault::Stop{"Welsh"}).find("Welsh") != std::string::npos);
    CHECK(refuse(fault::Pause{"Ball"}).empty());
}

TEST_CASE("a server of another process cannot be stopped from here") {
    HerdPlan plan(pair());
    plan.config.herd.secret = "secret";
    LiveHerd herd(plan, {{"Alford"}, nullptr});
    const auto applied = herd.call([](Herd& live) {
        return live.apply({fault::Stop{"Ball"}, std::nullopt});
    });
    REQUIRE_FALSE(applied);
    CHECK(applied.error().find("another process") != std::string::npos);
}

TEST_CASE("the same faults and calls leave a herd that agrees") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    const auto names = classic_ring().names;
    const std::vector<fault::Action> actions = {fault::Isolate{"Ball"},
                                                fault::Swizzle{std::chrono::milliseconds(5)},
                                                fault::Split{{{"Alford", "Welsh"}}},
                                                fault::Majorities{},
                                                fault::Bridge{"Holiday", {{"Ball"}, {"Hamilton"}}},
                                                fault::Slice{fault::LinkName{"Alford", "Welsh"}, 3, {}},
                                                fault::Crash{"Hamilton"},
                                                fault::Start{"Hamilton"},
                                                fault::Bandwidth{fault::LinkName{"Ball", "Welsh"}, 20000}};
    int time = 0;
    for (const auto& action : actions) {
        herd.apply({action, std::nullopt});
        for (const auto& name : names) {
            if (herd.call([&](Herd& live) { return live.is_running(herd.index(name)); }))
                herd.ask(name, "IAMAT kiwi" + std::to_string(time % 3) + " +1+2 " + std::to_string(time));
            ++time;
        }
    }
    herd.apply({fault::HealAll{}, std::nullopt});
    REQUIRE(herd.await([](Herd& live) { return live.in_flight(false).empty(); }));
    for (core::ServerIndex i = 1; i < 5; ++i) {
        CHECK(herd.call(
            [i](Herd& live) { return live.server(i).store().digest() == live.server(0).store().digest(); }));
    }
}

}  // namespace
}  // namespace herd::net
