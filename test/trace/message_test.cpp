// Which delivery belongs to which sending, and what may have caused what.

#include "trace/message.hpp"

#include <algorithm>

#include "simulated_herd.hpp"
#include "support/catch.hpp"
#include "trace/vector_clock.hpp"

namespace herd::trace {
namespace {

using namespace std::chrono_literals;
using test::SimulatedHerd;

bool is_before(const VectorClock& a, const VectorClock& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] > b[i]) return false;
    }
    return a != b;
}

std::vector<VectorClock> find_clocks(const Trace& trace) {
    std::vector<VectorClock> clocks;
    visit_vector_clocks(trace, [&](std::size_t, const VectorClock& clock) { clocks.push_back(clock); });
    return clocks;
}

TEST_CASE("each delivery belongs to a sending in its direction of the same update") {
    auto herd = SimulatedHerd::grid(3);
    herd.send("S04", "kiwi", "5");
    herd.send("S00", "kiwi", "6");
    herd.send("S08", "moa", "6");
    herd.settle();
    const Trace& trace = herd.trace();
    const auto messages = match_messages(trace);
    std::size_t deliveries = 0;
    for (const auto& message : messages) {
        REQUIRE(message.sent);
        REQUIRE(message.arrived);
        const Event& sent = trace.events[*message.sent];
        const Event& arrived = trace.events[*message.arrived];
        CHECK(source_of(sent) == source_of(arrived));
        CHECK(destination_of(sent) == destination_of(arrived));
        CHECK(sent.hop == arrived.hop);
        CHECK(sent.t < arrived.t);
        CHECK(sent.lamport < arrived.lamport);
        ++deliveries;
    }
    CHECK(deliveries == static_cast<std::size_t>(
                            std::count_if(trace.events.begin(), trace.events.end(),
                                          [](const Event& event) { return event.kind == Kind::delivered; })));
}

TEST_CASE("a message that was lost has not arrived and a later resync is another one") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.run(20us);
    herd.cut("Alford", "Welsh");
    herd.settle();
    herd.cut("Ball", "Welsh");
    herd.heal("Alford", "Welsh");
    herd.settle();
    std::size_t lost = 0;
    for (const auto& message : match_messages(herd.trace())) {
        REQUIRE(message.sent);
        if (message.arrived) continue;
        ++lost;
        CHECK(herd.trace().events[*message.sent].kind == Kind::forwarded);
        CHECK(herd.trace().events[*message.sent].peer == herd.index("Welsh"));
    }
    CHECK(lost == 1);
}

TEST_CASE("a delivery whose sending is not in the trace stands alone") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.settle();
    Trace trace = herd.trace();
    trace.events.erase(trace.events.begin(), trace.events.begin() + 18);
    const auto messages = match_messages(trace);
    CHECK(std::count_if(messages.begin(), messages.end(),
                        [](const Message& message) { return !message.sent; }) == 1);
}

TEST_CASE("vector clocks count the events of each server that may have caused an event") {
    auto herd = SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "5");
    herd.send("Ball", "moa", "5");
    herd.settle();
    const Trace& trace = herd.trace();
    const auto clocks = find_clocks(trace);
    REQUIRE(clocks.size() == trace.events.size());
    VectorClock last(trace.servers.size());
    for (std::size_t i = 0; i < clocks.size(); ++i) {
        const auto server = trace.events[i].server;
        CHECK(clocks[i][server] == ++last[server]);
    }
    // What is sent is before what arrives of it, and so is all that was before it.
    for (const auto& message : match_messages(trace)) {
        CHECK(is_before(clocks[*message.sent], clocks[*message.arrived]));
    }
    // A lesser vector clock goes with a lesser Lamport time, and with an earlier place.
    for (std::size_t a = 0; a < clocks.size(); ++a) {
        for (std::size_t b = 0; b < clocks.size(); ++b) {
            if (!is_before(clocks[a], clocks[b])) continue;
            CHECK(a < b);
            CHECK(trace.events[a].lamport < trace.events[b].lamport);
        }
    }
    // The two receipts know nothing of one another.
    std::vector<std::size_t> receipts;
    for (std::size_t i = 0; i < clocks.size(); ++i) {
        if (trace.events[i].kind == Kind::received) receipts.push_back(i);
    }
    REQUIRE(receipts.size() == 2);
    CHECK_FALSE(is_before(clocks[receipts[0]], clocks[receipts[1]]));
}

}  // namespace
}  // namespace herd::trace
