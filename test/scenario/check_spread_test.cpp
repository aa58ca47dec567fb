// Checks of how one update spread, and of what servers keep of a client.

#include "scenario/arrivals.hpp"
#include "scenario/check_converged.hpp"
#include "scenario/check_hop_order.hpp"
#include "scenario/check_hops.hpp"
#include "scenario/check_messages.hpp"
#include "scenario/check_order.hpp"
#include "scenario/check_reached.hpp"
#include "support/catch.hpp"
#include "trace/simulated_herd.hpp"

namespace herd::scenario {
namespace {

using test::SimulatedHerd;
using trace::Kind;
using trace::Trace;
using trace::UpdateId;

/// An update that spread, and where.
struct Spread {
    Trace trace;
    UpdateId update;
};

Spread spread_of(const SimulatedHerd& herd) {
    const auto update = trace::newest_update(herd.trace(), "kiwi");
    REQUIRE(update);
    return {herd.trace(), *update};
}

Spread ring_spread() {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "1");
    herd.settle();
    return spread_of(herd);
}

/// Alford to Welsh, the long way.
Spread line_spread() {
    auto herd = SimulatedHerd::ring();
    herd.cut("Alford", "Welsh");
    herd.send("Alford", "kiwi", "1");
    herd.settle();
    return spread_of(herd);
}

std::string join(const Findings& findings) {
    std::string text;
    for (const auto& finding : findings) text += finding + "\n";
    return text;
}

bool contains(const Findings& findings, std::string_view part) {
    return join(findings).find(part) != std::string::npos;
}

TEST_CASE("an update reaches group after group in any order within a group") {
    const auto [trace, update] = ring_spread();
    CHECK(join(check_order(trace, update, {{"Alford"}, {"Hamilton", "Welsh"}, {"Ball", "Holiday"}})).empty());
    CHECK(join(check_order(trace, update, {{"Alford"}, {"Welsh", "Hamilton"}, {"Holiday", "Ball"}})).empty());
}

TEST_CASE("the long way round is an order of one server after another") {
    const auto [trace, update] = line_spread();
    CHECK(join(check_order(trace, update, {{"Alford"}, {"Hamilton"}, {"Holiday"}, {"Ball"}, {"Welsh"}}))
              .empty());
    const auto findings =
        check_order(trace, update, {{"Alford"}, {"Hamilton"}, {"Ball"}, {"Holiday"}, {"Welsh"}});
    REQUIRE(findings.size() == 1);
    CHECK(contains(findings, "Ball (event "));
    CHECK(contains(findings, "was reached after Holiday (event "));
}

TEST_CASE("a server that is in no group and one that was not reached are findings") {
    const auto [trace, update] = line_spread();
    CHECK(contains(check_order(trace, update, {{"Alford"}, {"Hamilton"}, {"Holiday"}, {"Ball"}}),
                   "Welsh was not to be reached (event "));
    auto herd = SimulatedHerd::ring();
    herd.cut("Alford", "Welsh");
    herd.cut("Alford", "Hamilton");
    herd.send("Alford", "kiwi", "1");
    herd.settle();
    const auto alone = spread_of(herd);
    CHECK(join(check_order(alone.trace, alone.update, {{"Alford"}})).empty());
    CHECK(check_order(alone.trace, alone.update, {{"Alford"}, {"Welsh"}}) ==
          Findings{"Welsh was not reached"});
}

TEST_CASE("reached is about who and not about when") {
    const auto [trace, update] = line_spread();
    CHECK(check_reached(trace, update, {"Welsh", "Ball", "Holiday", "Hamilton", "Alford"}).empty());
    CHECK(contains(check_reached(trace, update, {"Ball", "Holiday", "Hamilton", "Alford"}),
                   "Welsh was not to be reached"));
}

TEST_CASE("messages are those that carried the update as it spread") {
    const auto ring = ring_spread();
    CHECK(check_messages(ring.trace, ring.update, 6).empty());
    CHECK(check_messages(ring.trace, ring.update, 5) == Findings{"6 messages carried kiwi 1, not 5"});
    const auto line = line_spread();
    CHECK(check_messages(line.trace, line.update, 4).empty());
}

TEST_CASE("messages of a resync are told apart") {
    auto herd = SimulatedHerd({"Alford", "Ball"}, {{0, 1}});
    herd.cut("Alford", "Ball");
    herd.send("Alford", "kiwi", "1");
    herd.heal("Alford", "Ball");
    herd.settle();
    const auto [trace, update] = spread_of(herd);
    CHECK(check_messages(trace, update, 0).empty());
    CHECK(check_messages(trace, update, 1) ==
          Findings{"0 messages carried kiwi 1, not 1 (1 more in resyncs do not count)"});
}

TEST_CASE("only messages of that very update count") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "1");
    herd.settle();
    herd.send("Alford", "kiwi", "2");
    herd.settle();
    const auto [trace, update] = spread_of(herd);
    CHECK(update.time == "2");
    CHECK(check_messages(trace, update, 6).empty());
}

TEST_CASE("each server is reached at its hop") {
    const auto [trace, update] = line_spread();
    CHECK(check_hops(trace, update, {{"Alford", 0}, {"Holiday", 2}, {"Welsh", 4}}).empty());
    CHECK(contains(check_hops(trace, update, {{"Welsh", 1}}), "Welsh was reached at hop 4, not 1 (event "));
    auto herd = SimulatedHerd({"Alford", "Ball"}, {});
    herd.send("Alford", "kiwi", "1");
    const auto alone = spread_of(herd);
    CHECK(check_hops(alone.trace, alone.update, {{"Ball", 1}}) == Findings{"Ball was not reached"});
}

TEST_CASE("an update arrives one hop farther than at the neighbour that it came from") {
    const auto ring = ring_spread();
    CHECK(check_hop_order(ring.trace, ring.update).empty());
    CHECK(check_hop_order(ring.trace, ring.update, HopOrder::everywhere).empty());
    auto broken = ring.trace;
    for (auto& event : broken.events) {
        if (event.kind == Kind::accepted && broken.servers[event.server] == "Ball") event.hop = 3;
    }
    CHECK(contains(check_hop_order(broken, ring.update), "Ball at hop 3 (event "));
}

TEST_CASE("an update that comes from a server that has not accepted it is out of hop order") {
    auto [trace, update] = ring_spread();
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
        if (trace.events[i].kind != Kind::accepted || trace.servers[trace.events[i].server] != "Welsh")
            continue;
        trace.events.erase(trace.events.begin() + static_cast<std::ptrdiff_t>(i));
        break;
    }
    CHECK(contains(check_hop_order(trace, update), "heard it from Welsh, which had not accepted it"));
}

TEST_CASE("a slow side is in hop order along the paths but not everywhere") {
    auto herd = SimulatedHerd::ring();
    herd.set_delay("Alford", "Welsh", std::chrono::microseconds(110));
    herd.send("Alford", "kiwi", "1");
    herd.settle();
    const auto [trace, update] = spread_of(herd);
    CHECK(join(check_hop_order(trace, update)).empty());
    CHECK_FALSE(check_hop_order(trace, update, HopOrder::everywhere).empty());
}

TEST_CASE("what came in a resync is no matter of hop order") {
    auto herd = SimulatedHerd::ring();
    herd.cut("Alford", "Welsh");
    herd.cut("Ball", "Welsh");
    herd.send("Alford", "kiwi", "1");
    herd.settle();
    herd.heal("Ball", "Welsh");
    herd.settle();
    const auto [trace, update] = spread_of(herd);
    CHECK(join(check_hop_order(trace, update)).empty());
    CHECK(check_reached(trace, update, herd.trace().servers).empty());
}

TEST_CASE("a trace that has lost the beginning of an update says so") {
    auto [trace, update] = ring_spread();
    CHECK_FALSE(find_gap(trace, update));
    trace.dropped = 7;
    CHECK_FALSE(find_gap(trace, update));
    std::erase_if(trace.events, [](const trace::Event& event) { return event.kind == Kind::received; });
    REQUIRE(find_gap(trace, update));
    CHECK(find_gap(trace, update)->find("first 7 events") != std::string::npos);
}

TEST_CASE("servers converge on one record that all of them have") {
    const std::string line = "AT Alford +0.1 kiwi +1+1 1";
    CHECK(check_converged({{"Alford", line}, {"Ball", line}}).empty());
    CHECK(check_converged({{"Alford", line}}).empty());
    CHECK(check_converged({{"Alford", std::nullopt}, {"Ball", std::nullopt}}) ==
          Findings{"no server has a record"});
    CHECK(check_converged({}) == Findings{"no server runs"});
    CHECK(check_converged({{"Alford", line}, {"Ball", std::nullopt}, {"Welsh", line}}) ==
          Findings{"Alford and Welsh have a record", "Ball has no record"});
    CHECK(check_converged({{"Alford", line}, {"Ball", line + "0"}}) ==
          Findings{"Alford has another record than others", "Ball has another record than others"});
}

}  // namespace
}  // namespace herd::scenario
