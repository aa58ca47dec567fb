// Checks of a whole trace: a good one has no findings, and each rule that is broken is found.

#include <algorithm>
#include <random>

#include "scenario/check_causality.hpp"
#include "scenario/check_link_order.hpp"
#include "scenario/check_no_regression.hpp"
#include "scenario/check_once_a_direction.hpp"
#include "scenario/invariants.hpp"
#include "support/catch.hpp"
#include "trace/simulated_herd.hpp"

namespace herd::scenario {
namespace {

using test::SimulatedHerd;
using trace::Event;
using trace::Kind;
using trace::Trace;

Trace spread_of_two_updates() {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "1");
    herd.settle();
    herd.send("Ball", "kiwi", "2");
    herd.settle();
    return herd.trace();
}

/// The event of a kind at a server, from or to a peer; the first of its kind.
std::size_t find(const Trace& trace, Kind kind, std::string_view server, std::string_view peer = {}) {
    for (std::size_t i = 0; i < trace.events.size(); ++i) {
        const auto& event = trace.events[i];
        if (event.kind != kind || trace.servers[event.server] != server) continue;
        if (peer.empty() || (event.peer && trace.servers[*event.peer] == peer)) return i;
    }
    throw std::runtime_error("no such event");
}

void erase(Trace& trace, std::size_t at) {
    trace.events.erase(trace.events.begin() + static_cast<std::ptrdiff_t>(at));
}

/// The findings as one text, to search in.
std::string format_findings(const Findings& findings) {
    std::string text;
    for (const auto& finding : findings) text += finding + "\n";
    return text;
}

bool has_finding(const Findings& findings, std::string_view part) {
    return format_findings(findings).find(part) != std::string::npos;
}

TEST_CASE("an update that spreads as it should breaks no rule") {
    const auto trace = spread_of_two_updates();
    CHECK(format_findings(check_invariants(trace)).empty());
}

TEST_CASE("cuts and crashes and resyncs break no rule") {
    for (unsigned seed = 0; seed < 20; ++seed) {
        std::mt19937 random(seed);
        auto herd = SimulatedHerd::grid(3);
        const auto& names = herd.trace().servers;
        const auto links = herd.trace().links;
        for (int i = 0; i < 60; ++i) {
            const auto& name = names[random() % names.size()];
            const auto& [a, b] = links[random() % links.size()];
            switch (random() % 7) {
                case 0:
                    herd.cut(names[a], names[b]);
                    break;
                case 1:
                    herd.heal(names[a], names[b]);
                    break;
                case 2:
                    herd.crash(name);
                    break;
                case 3:
                    herd.start(name);
                    break;
                default:
                    herd.send(name, "client" + std::to_string(random() % 3), std::to_string(random() % 50));
            }
            herd.run(std::chrono::microseconds(random() % 100));
        }
        herd.settle();
        CAPTURE(seed);
        CHECK(format_findings(check_invariants(herd.trace())).empty());
    }
}

TEST_CASE("an update that comes before it was sent breaks causality") {
    auto trace = spread_of_two_updates();
    erase(trace, find(trace, Kind::forwarded, "Alford", "Welsh"));
    const auto findings = check_causality(trace);
    CHECK(has_finding(findings, "Welsh: delivered kiwi 1 from Alford before it had been sent (event "));
}

TEST_CASE("an update that is sent on without having been accepted breaks causality") {
    auto trace = spread_of_two_updates();
    erase(trace, find(trace, Kind::accepted, "Hamilton"));
    CHECK(has_finding(check_causality(trace),
                      "Hamilton: forwarded kiwi 1 to Holiday without having accepted it (event "));
}

TEST_CASE("an update that is accepted without having been heard of breaks causality") {
    auto trace = spread_of_two_updates();
    erase(trace, find(trace, Kind::delivered, "Hamilton"));
    CHECK(has_finding(check_causality(trace),
                      "Hamilton: accepted kiwi 1 from Alford without having heard of it"));
}

TEST_CASE("a delivery whose Lamport time is not greater than the sending breaks causality") {
    auto trace = spread_of_two_updates();
    auto& delivered = trace.events[find(trace, Kind::delivered, "Hamilton")];
    delivered.lamport = trace.events[find(trace, Kind::forwarded, "Alford", "Hamilton")].lamport;
    CHECK(has_finding(check_causality(trace),
                      "with a Lamport time that is not greater than that of its sending"));
}

TEST_CASE("a Lamport time that goes back at a server breaks causality") {
    auto trace = spread_of_two_updates();
    trace.events[find(trace, Kind::forwarded, "Alford", "Welsh")].lamport = 0;
    CHECK(has_finding(check_causality(trace), "has a lesser Lamport time"));
}

TEST_CASE("what a server knew before it crashed it does not know any more") {
    auto trace = spread_of_two_updates();
    const auto at = find(trace, Kind::forwarded, "Hamilton");
    Event crashed;
    crashed.kind = Kind::crashed;
    crashed.server = trace.events[at].server;
    trace.events.insert(trace.events.begin() + static_cast<std::ptrdiff_t>(at), crashed);
    CHECK(has_finding(check_causality(trace),
                      "Hamilton: forwarded kiwi 1 to Holiday without having accepted it"));
}

TEST_CASE("of a trace that has lost its beginning only whole updates are judged") {
    auto trace = spread_of_two_updates();
    const auto half = find(trace, Kind::delivered, "Hamilton");
    trace.events.erase(trace.events.begin(), trace.events.begin() + static_cast<std::ptrdiff_t>(half));
    CHECK_FALSE(check_causality(trace).empty());
    trace.dropped = half;
    CHECK(format_findings(check_causality(trace)).empty());
    erase(trace, find(trace, Kind::accepted, "Ball"));
    trace.dropped += 1;
    // The second update was received within the trace: it is whole, and judged.
    const auto begin = find(trace, Kind::received, "Ball");
    erase(trace, begin + 1);
    CHECK(has_finding(check_causality(trace), "forwarded kiwi 2"));
}

TEST_CASE("updates that overtake one another on a link break its order") {
    auto herd = SimulatedHerd({"Alford", "Ball"}, {{0, 1}});
    herd.send("Alford", "kiwi", "1");
    herd.send("Alford", "emu", "1");
    herd.settle();
    auto trace = herd.trace();
    CHECK(check_link_order(trace).empty());
    std::vector<Event*> delivered;
    for (auto& event : trace.events) {
        if (event.kind == Kind::delivered) delivered.push_back(&event);
    }
    REQUIRE(delivered.size() == 2);
    std::swap(delivered[0]->client, delivered[1]->client);
    std::swap(delivered[0]->receipt, delivered[1]->receipt);
    CHECK(has_finding(check_link_order(trace), "kiwi 1 came from Alford to Ball out of order"));
}

TEST_CASE("an update that is delivered more often than it was sent breaks the order of a link") {
    auto trace = spread_of_two_updates();
    const auto at = find(trace, Kind::delivered, "Hamilton");
    trace.events.push_back(trace.events[at]);
    CHECK(has_finding(check_link_order(trace), "kiwi 1 came from Alford to Hamilton out of order"));

    // Of a trace that has lost its beginning it may have been sent once more there, unless the link is a new
    // one.
    trace.dropped = 100;
    const auto up = trace.events[find(trace, Kind::link_up, "Hamilton", "Alford")];
    std::erase_if(trace.events, [](const Event& event) { return event.kind == Kind::link_up; });
    CHECK(check_link_order(trace).empty());
    trace.events.insert(trace.events.begin(), up);
    CHECK(has_finding(check_link_order(trace), "kiwi 1 came from Alford to Hamilton out of order"));
}

TEST_CASE("what was under way when a link went down may be missing") {
    auto herd = SimulatedHerd({"Alford", "Ball"}, {{0, 1}});
    herd.send("Alford", "kiwi", "1");
    herd.cut("Alford", "Ball");
    herd.send("Alford", "emu", "1");
    herd.heal("Alford", "Ball");
    herd.settle();
    CHECK(format_findings(check_invariants(herd.trace())).empty());
}

TEST_CASE("a second forwarding in the same direction is found and one in the other direction is not") {
    auto trace = spread_of_two_updates();
    CHECK(check_once_a_direction(trace).empty());
    trace.events.push_back(trace.events[find(trace, Kind::forwarded, "Alford", "Welsh")]);
    CHECK(
        has_finding(check_once_a_direction(trace), "Alford forwarded kiwi 1 to Welsh a second time (event "));
    trace.events.back().kind = Kind::resynced;
    CHECK(check_once_a_direction(trace).empty());
}

TEST_CASE("a server that was started anew may forward an update again") {
    auto trace = spread_of_two_updates();
    const auto again = trace.events[find(trace, Kind::forwarded, "Alford", "Welsh")];
    Event started;
    started.kind = Kind::started;
    started.server = again.server;
    trace.events.push_back(started);
    trace.events.push_back(again);
    CHECK(check_once_a_direction(trace).empty());
}

TEST_CASE("a server that accepts what is older goes back in time") {
    auto trace = spread_of_two_updates();
    CHECK(check_no_regression(trace).empty());
    const auto old = trace.events[find(trace, Kind::accepted, "Holiday")];
    trace.events.push_back(old);
    CHECK(has_finding(check_no_regression(trace), "Holiday accepted kiwi 1 (event "));
    CHECK(has_finding(check_no_regression(trace), "although it had accepted kiwi 2 (event "));
}

TEST_CASE("a server that has forgotten everything may accept what is older") {
    auto trace = spread_of_two_updates();
    const auto old = trace.events[find(trace, Kind::accepted, "Holiday")];
    Event crashed;
    crashed.kind = Kind::crashed;
    crashed.server = old.server;
    trace.events.push_back(crashed);
    trace.events.push_back(old);
    CHECK(check_no_regression(trace).empty());
}

TEST_CASE("of equal client times the earlier receipt is newer") {
    Trace trace;
    trace.servers = {"Alford", "Ball"};
    const auto accept = [&](int receipt, core::ServerIndex origin) {
        Event event;
        event.kind = Kind::accepted;
        event.client = "kiwi";
        event.time = "5.0";
        event.origin = origin;
        event.receipt = WallTime(nanoseconds(receipt));
        trace.events.push_back(event);
    };
    accept(20, 0);
    accept(10, 0);
    CHECK(check_no_regression(trace).empty());
    accept(10, 1);
    CHECK(check_no_regression(trace).size() == 1);
    accept(30, 0);
    CHECK(check_no_regression(trace).size() == 2);
}

TEST_CASE("a check stops when there is enough to say") {
    auto trace = spread_of_two_updates();
    const auto again = trace.events[find(trace, Kind::forwarded, "Alford", "Welsh")];
    trace.events.insert(trace.events.end(), 1000, again);
    CHECK(check_once_a_direction(trace).size() == most_findings);
}

}  // namespace
}  // namespace herd::scenario
