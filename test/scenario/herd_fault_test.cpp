// What a test may do to its herd, and when the herd is at rest.

#include <algorithm>
#include <chrono>

#include "herd/catch.hpp"
#include "support/catch.hpp"
#include "support/trouble.hpp"

namespace herd::scenario {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a herd with nothing in flight settles at once") {
    Herd herd;
    herd.settle(0ns);
    herd.settle_but_held(0ns);
}

TEST_CASE("whoever has settled finds each update where it belongs") {
    Herd herd(make_mesh(4));
    for (int i = 0; i < 50; ++i) {
        const auto client = "kiwi" + std::to_string(i);
        const auto server = "S00" + std::to_string(i % 4);
        const auto line = "IAMAT " + client + " +1+1 10";
        if (i % 2 == 0) herd.send(server, line);
        if (i % 2 == 1) herd.send_unawaited(server, line);
        herd.settle();
        REQUIRE_THAT(herd.records(client), converges_on("AT " + server + " * " + client + " +1+1 10"));
        REQUIRE_THAT(herd.update(client), takes_messages(9));
    }
}

TEST_CASE("what a stall holds is in flight and is named") {
    Herd herd;
    herd.stall("Alford", "Welsh");
    herd.send("Alford", "IAMAT kiwi +1+1 10");
    const auto why = trouble_of<NotSettled>([&] { herd.settle(20ms); });
    CHECK(why.starts_with("did not settle: Alford->Welsh: "));
    CHECK(has(why, "held by a stall"));
    herd.settle_but_held();
    CHECK_THAT(herd.update("kiwi"),
               arrives_in_order({{"Alford"}, {"Hamilton"}, {"Holiday"}, {"Ball"}, {"Welsh"}}));
    herd.heal("Alford", "Welsh");
    herd.settle();
    CHECK_THAT(herd.update("kiwi"), takes_messages(6));
}

TEST_CASE("what a paused server holds is in flight and is named") {
    Herd herd;
    herd.pause("Ball");
    CHECK_FALSE(herd.is_running("Ball"));
    herd.send("Welsh", "IAMAT kiwi +1+1 10");
    const auto why = trouble_of<NotSettled>([&] { herd.settle(20ms); });
    CHECK(has(why, "Welsh->Ball: 1 message on the way, since Ball is paused"));
    herd.settle_but_held();
    CHECK_FALSE(herd.record("Ball", "kiwi"));
    CHECK_THAT(herd.update("kiwi"), arrives_in_order({{"Welsh"}, {"Alford"}, {"Hamilton"}, {"Holiday"}}));
    herd.resume("Ball");
    herd.settle();
    CHECK(herd.is_running("Ball"));
    CHECK_THAT(herd.records("kiwi"), converges_on("AT Welsh * kiwi +1+1 10"));
}

TEST_CASE("a line that nobody waits for is in flight until it is answered") {
    Herd herd;
    herd.pause("Ball");
    herd.send_unawaited("Ball", "IAMAT kiwi +1+1 10");
    const auto why = trouble_of<NotSettled>([&] { herd.settle(20ms); });
    CHECK(why.starts_with("did not settle: Ball at 127.0.0.1:"));
    CHECK(why.ends_with(": no answer in time"));
    herd.settle_but_held();
    CHECK_FALSE(herd.update("kiwi").id);
    herd.resume("Ball");
    herd.settle();
    CHECK_THAT(herd.records("kiwi"), converges_on("AT Ball * kiwi +1+1 10"));
}

TEST_CASE("a link that was healed is in flight until it has made up for what was missed") {
    Herd herd;
    for (int i = 10; i < 30; ++i) {
        herd.isolate("Ball");
        herd.send("Alford", "IAMAT kiwi +1+1 " + std::to_string(i));
        herd.settle();
        CHECK_THAT(herd.update("kiwi"), reaches_only({"Alford", "Hamilton", "Holiday", "Welsh"}));
        herd.heal_all();
        herd.settle();
        CHECK_THAT(herd.records("kiwi"), converges_on("AT Alford * kiwi +1+1 " + std::to_string(i)));
    }
}

TEST_CASE("a server that is stopped or has crashed is not there until it is started") {
    Herd herd;
    herd.send("Welsh", "IAMAT kiwi +1+1 10");
    herd.settle();
    SECTION("stopped") {
        herd.stop("Ball");
    }
    SECTION("crashed") {
        herd.crash("Ball");
    }
    CHECK_FALSE(herd.is_running("Ball"));
    CHECK_FALSE(herd.record("Ball", "kiwi"));
    CHECK(herd.records("kiwi").kept.size() == 4);
    const auto why = trouble_of([&] { herd.send("Ball", "hello"); });
    CHECK(why.starts_with("Ball at 127.0.0.1:"));
    herd.settle();
    herd.send("Welsh", "IAMAT kiwi +1+1 11");
    herd.settle();
    CHECK_THAT(herd.records("kiwi"), converges_on("AT Welsh * kiwi +1+1 11"));

    herd.start("Ball");
    herd.settle();
    CHECK(herd.is_running("Ball"));
    CHECK(herd.records("kiwi").kept.size() == 5);
    CHECK_THAT(herd.records("kiwi"), converges_on("AT Welsh * kiwi +1+1 11"));
    CHECK(herd.send("Ball", "hello") == "? hello");
}

TEST_CASE("both sides of a split herd go on until it is healed") {
    Herd herd;
    herd.split({{"Alford", "Welsh"}, {"Ball", "Hamilton", "Holiday"}});
    herd.race({{"Alford", "IAMAT kiwi +1+1 10"}, {"Ball", "IAMAT kiwi +2+2 11"}});
    herd.settle();
    CHECK_THAT(herd.update("kiwi"), reaches_only({"Ball", "Hamilton", "Holiday"}));
    CHECK_FALSE(converges().match(herd.records("kiwi")));
    herd.heal_all();
    herd.settle();
    CHECK_THAT(herd.records("kiwi"), converges_on("AT Ball * kiwi +2+2 11"));
    CHECK_THAT(herd.update("kiwi"), never_goes_back());
}

TEST_CASE("a clock that is behind wins a tie") {
    Herd herd;
    herd.send("Alford", "IAMAT kiwi +1+1 10");
    herd.settle();
    herd.send("Ball", "IAMAT kiwi +2+2 10");
    herd.settle();
    CHECK_THAT(herd.records("kiwi"), converges_on("AT Alford * kiwi +1+1 10"));
    herd.clock("Ball", -1h);
    herd.send("Ball", "IAMAT kiwi +2+2 10");
    herd.settle();
    CHECK_THAT(herd.records("kiwi"), converges_on("AT Ball * kiwi +2+2 10"));
}

TEST_CASE("a latency is waited out") {
    Herd herd(make_line(2));
    herd.latency("S000", "S001", 30ms);
    herd.send("S000", "IAMAT kiwi +1+1 10");
    herd.settle();
    const auto trace = herd.trace();
    const auto& events = trace.events;
    const auto kind_is = [](trace::Kind kind) {
        return [kind](const auto& event) { return event.kind == kind; };
    };
    const auto sent = std::find_if(events.begin(), events.end(), kind_is(trace::Kind::forwarded));
    const auto arrived = std::find_if(events.begin(), events.end(), kind_is(trace::Kind::delivered));
    REQUIRE(sent != events.end());
    REQUIRE(arrived != events.end());
    CHECK(arrived->t - sent->t >= 30ms);
}

TEST_CASE("a fault with an end is over by itself") {
    Herd herd(make_line(2));
    herd.apply(fault::Crash{"S001"}, 20ms);
    herd.send("S000", "IAMAT kiwi +1+1 10");
    CHECK(herd.stage().await_lifted(10s));
    herd.settle();
    CHECK_THAT(herd.records("kiwi"), converges_on("AT S000 * kiwi +1+1 10"));
    CHECK(trouble_of([&] { herd.apply(fault::HealAll{}, 1s); }) != "");
}

}  // namespace
}  // namespace herd::scenario
