// When links and servers were not as they should be.

#include "trace/disturbance.hpp"

#include <algorithm>

#include "simulated_herd.hpp"
#include "support/catch.hpp"

namespace herd::trace {
namespace {

using namespace std::chrono_literals;
using test::SimulatedHerd;

/// What there was besides the start of the herd.
std::vector<Disturbance> find_later(const Trace& trace) {
    auto found = find_disturbances(trace);
    found.erase(
        std::remove_if(found.begin(), found.end(), [](const Disturbance& each) { return !each.begin; }),
        found.end());
    return found;
}

Event make_event(Kind kind, core::ServerIndex server, std::optional<core::ServerIndex> peer,
                 std::string detail) {
    Event event;
    event.kind = kind;
    event.server = server;
    event.peer = peer;
    event.detail = std::move(detail);
    return event;
}

TEST_CASE("what starts and comes up first was down before") {
    const auto found = find_disturbances(SimulatedHerd::ring().trace());
    CHECK(found.size() == 10);
    for (const auto& each : found) {
        CHECK_FALSE(each.begin);
        CHECK(each.end);
    }
}

TEST_CASE("a link is down while either end is") {
    Trace trace;
    trace.servers = {"Alford", "Ball"};
    trace.events = {make_event(Kind::link_down, 1, 0, "reset"), make_event(Kind::link_down, 0, 1, "closed"),
                    make_event(Kind::link_up, 1, 0, ""), make_event(Kind::link_up, 0, 1, "")};
    const auto found = find_disturbances(trace);
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == Disturbance::Kind::link_down);
    CHECK(found[0].begin == 0);
    CHECK(found[0].end == 3);
    CHECK(format_disturbance(found[0], trace) == "the link Ball-Alford is down: reset");
}

TEST_CASE("a server that crashes takes its links down") {
    auto herd = SimulatedHerd::ring();
    herd.crash("Holiday");
    const auto found = find_later(herd.trace());
    REQUIRE(found.size() == 3);
    CHECK(found[0].kind == Disturbance::Kind::crashed);
    CHECK(found[1].kind == Disturbance::Kind::link_down);
    CHECK_FALSE(found[1].end);
    CHECK(format_disturbance(found[0], herd.trace()) == "Holiday has crashed");
    herd.start("Holiday");
    for (const auto& each : find_later(herd.trace())) CHECK(each.end);
}

TEST_CASE("a fault lasts until it is lifted or set again") {
    Trace trace;
    trace.servers = {"Alford", "Ball", "Welsh"};
    trace.events = {make_event(Kind::fault_set, 0, 1, "latency 5ms"),
                    make_event(Kind::fault_set, 0, 2, "latency 5ms"),
                    make_event(Kind::fault_set, 0, 1, "latency 7ms"),
                    make_event(Kind::fault_set, 0, 1, "stall"),
                    make_event(Kind::fault_lifted, 1, 0, "stall"),
                    make_event(Kind::fault_lifted, 0, 1, "latency 7ms"),
                    make_event(Kind::fault_lifted, 2, {}, "clock +2s")};
    const auto found = find_disturbances(trace);
    REQUIRE(found.size() == 5);
    // The one that was set before the trace begins comes first.
    CHECK(found[0].begin == 0);
    CHECK(found[0].end == 2);
    CHECK(found[1].what == "clock +2s");
    CHECK_FALSE(found[1].begin);
    CHECK(found[1].end == 6);
    CHECK_FALSE(found[2].end);
    CHECK(found[3].end == 5);
    CHECK(found[4].end == 4);
    CHECK(format_disturbance(found[3], trace) == "latency 7ms on Alford-Ball");
    CHECK(format_disturbance(found[1], trace) == "clock +2s on Welsh");
}

TEST_CASE("a pause is told from other faults of a server") {
    auto herd = SimulatedHerd::ring();
    herd.pause("Ball");
    herd.run(1ms);
    herd.resume("Ball");
    const auto found = find_later(herd.trace());
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == Disturbance::Kind::paused);
    CHECK(found[0].end);
    CHECK(found[0].concerns(herd.index("Ball"), herd.index("Welsh")));
    CHECK_FALSE(found[0].concerns(herd.index("Alford"), herd.index("Welsh")));
}

TEST_CASE("faults that cut and directions are read from their words") {
    Disturbance fault{Disturbance::Kind::fault, 0, 1, "cut", {}, {}};
    CHECK(fault.cuts());
    fault.what = "drop_first 3 messages";
    CHECK(fault.cuts());
    fault.what = "cutlery";
    CHECK_FALSE(fault.cuts());
    fault.what = "stall A->B";
    CHECK(fault.concerns(0, 1));
    CHECK_FALSE(fault.concerns(1, 0));
    fault.what = "stall";
    CHECK(fault.concerns(1, 0));
    fault.what = "queue full: dropped, a resync is owed";
    CHECK_FALSE(fault.concerns(1, 0));
}

}  // namespace
}  // namespace herd::trace
