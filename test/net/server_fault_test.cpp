// Servers that crash, are paused, or have clocks that are off.

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/live_herd.hpp"
#include "support/test_client.hpp"

namespace herd::net {
namespace {

using namespace test;

void apply(LiveHerd& herd, fault::Action action) {
    herd.apply({std::move(action), std::nullopt});
}

ServerState state_of(LiveHerd& herd, std::string_view name) {
    return herd.call([server = herd.index(name)](Herd& live) { return live.state(server); });
}

TEST_CASE("a server that crashes resets its clients and forgets everything") {
    const HerdPlan plan(pair());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    TestClient client(herd.port("Alford"));
    client.ask("IAMAT kiwi +1+2 3");
    REQUIRE(herd.await_record("kiwi"));
    apply(herd, fault::Crash{"Alford"});
    CHECK(state_of(herd, "Alford") == ServerState::stopped);
    CHECK_THROWS(client.receive());
    CHECK_FALSE(is_listening(herd.port("Alford")));
    apply(herd, fault::Start{"Alford"});
    // What it knew comes back from its neighbour.
    CHECK(herd.await_record("kiwi"));
}

TEST_CASE("a server alone that crashes has nothing afterwards") {
    const HerdPlan plan(single());
    LiveHerd herd(plan);
    herd.ask("Alford", "IAMAT kiwi +1+2 3");
    apply(herd, fault::Crash{"Alford"});
    apply(herd, fault::Start{"Alford"});
    CHECK(herd.ask("Alford", "WHATSAT kiwi 1 1") == "? WHATSAT kiwi 1 1");
}

TEST_CASE("a paused server answers nobody and everybody once it is resumed") {
    const HerdPlan plan(pair());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    TestClient before(herd.port("Alford"));
    REQUIRE(before.ask("IAMAT kiwi +1+2 3").starts_with("AT Alford"));
    apply(herd, fault::Pause{"Alford"});
    CHECK(state_of(herd, "Alford") == ServerState::paused);
    before.send("IAMAT kiwi +1+2 4\nbad\n");
    TestClient during(herd.port("Alford"));
    during.send("IAMAT emu +1+2 5\n");
    during.end_output();
    TestClient another(herd.port("Alford"));
    another.send("IAMAT ibis +1+2 6\n");
    // By the time that the neighbour has answered, a server that was not paused would have, too.
    for (int i = 0; i < 50; ++i) herd.ask("Ball", "IAMAT rhea +1+2 " + std::to_string(i));
    CHECK_FALSE(before.has_input());
    CHECK_FALSE(during.has_input());
    CHECK(herd.record("Alford", "rhea").empty());
    apply(herd, fault::Resume{"Alford"});
    CHECK(before.read_line().starts_with("AT Alford"));
    CHECK(before.read_line() == "? bad");
    CHECK(during.read_rest().starts_with("AT Alford"));
    CHECK(another.read_line().starts_with("AT Alford"));
    CHECK(herd.await_agreement());
    CHECK(herd.record("Alford", "rhea").ends_with(" 49"));
}

TEST_CASE("a paused server that crashes and starts again is not paused") {
    const HerdPlan plan(pair());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    TestClient client(herd.port("Alford"));
    client.ask("IAMAT kiwi +1+2 3");
    REQUIRE(herd.await_record("kiwi"));
    apply(herd, fault::Pause{"Alford"});
    client.send("IAMAT kiwi +1+2 4\n");
    apply(herd, fault::Crash{"Alford"});
    apply(herd, fault::Start{"Alford"});
    CHECK(herd.ask("Alford", "hello") == "? hello");
    REQUIRE(herd.await_links());
    CHECK(herd.await_record("kiwi"));
    CHECK(herd.record("Alford", "kiwi").ends_with(" 3"));
}

TEST_CASE("a paused server that is stopped finishes what it owes") {
    const HerdPlan plan(single());
    LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    client.ask("IAMAT kiwi +1+2 3");
    apply(herd, fault::Pause{"Alford"});
    client.send("IAMAT kiwi +1+2 4\n");
    apply(herd, fault::Stop{"Alford"});
    CHECK(client.read_line().starts_with("AT Alford"));
    CHECK(client.read_rest().empty());
}

TEST_CASE("a server that crashes while it stops does not start although that had been asked for") {
    const HerdPlan plan(single());
    LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    client.ask("IAMAT kiwi +1+2 3");
    herd.call([server = herd.index("Alford")](Herd& live) {
        live.apply({fault::Stop{"Alford"}, {}});
        REQUIRE(live.state(server) == ServerState::stopping);
        live.apply({fault::Start{"Alford"}, {}});
        live.apply({fault::Crash{"Alford"}, {}});
        return true;
    });
    // Whatever had been left to be done later is done by now.
    CHECK(state_of(herd, "Alford") == ServerState::stopped);
    CHECK(state_of(herd, "Alford") == ServerState::stopped);
    apply(herd, fault::Start{"Alford"});
    CHECK(herd.ask("Alford", "hello") == "? hello");
}

TEST_CASE("a herd with a paused server stops") {
    const HerdPlan plan(pair());
    LiveHerd herd(plan);
    apply(herd, fault::Pause{"Alford"});
    herd.stop();
    CHECK(herd.finish() == Herd::Ended::in_order);
}

/// The skew of an AT line, whole seconds.
long skew_of(const std::string& at_line) {
    const auto from = at_line.find(' ', 3) + 1;
    return std::stol(at_line.substr(from));
}

TEST_CASE("a clock that is off shows in the skew") {
    const HerdPlan plan(single());
    LiveHerd herd(plan);
    const auto right = skew_of(herd.ask("Alford", "IAMAT kiwi +1+2 1"));
    apply(herd, fault::Clock{"Alford", -std::chrono::hours(1), 0});
    const auto slow = skew_of(herd.ask("Alford", "IAMAT kiwi +1+2 2"));
    CHECK(slow >= right - 3601);
    CHECK(slow <= right - 3540);
    apply(herd, fault::HealAll{});
    CHECK(skew_of(herd.ask("Alford", "IAMAT kiwi +1+2 3")) >= right - 2);
}

TEST_CASE("a clock that drifts as fast backwards as time goes forwards stands still") {
    const HerdPlan plan(single());
    LiveHerd herd(plan);
    apply(herd, fault::Clock{"Alford", {}, -1e6});
    const auto receipt = [&](const std::string& client) {
        // Seconds and nanoseconds of the skew of a client time that is always the same.
        const auto line = herd.ask("Alford", "IAMAT " + client + " +1+2 1");
        const auto from = line.find('+') + 1;
        std::string digits = line.substr(from, line.find(' ', from) - from);
        digits.erase(digits.find('.'), 1);
        return std::stoll(digits);
    };
    std::vector<long long> receipts;
    for (int i = 0; i < 21; ++i) receipts.push_back(receipt("emu" + std::to_string(i)));
    CHECK(std::adjacent_find(receipts.begin(), receipts.end(), std::greater_equal<>()) == receipts.end());
    // Receipts are told apart by a nanosecond at least; twenty answers take more than a microsecond. A
    // machine that is busy may stop the server between its looks at two clocks, so a few may be off.
    const auto is_near = [&](long long one) { return std::abs(one - receipts[10]) < 1000; };
    CHECK(std::count_if(receipts.begin(), receipts.end(), is_near) > 10);
}

TEST_CASE("a pause or a crash that lasts is undone by itself") {
    const HerdPlan plan(pair());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    herd.apply({fault::Pause{"Ball"}, std::chrono::milliseconds(20)});
    herd.ask("Alford", "IAMAT kiwi +1+2 3");
    CHECK(herd.await([](Herd& live) { return live.faults().is_steady() && live.is_running(1); }));
    CHECK(herd.await_record("kiwi"));
    herd.apply({fault::Crash{"Ball"}, std::chrono::milliseconds(20)});
    CHECK(state_of(herd, "Ball") != ServerState::running);
    CHECK(herd.await([](Herd& live) { return live.is_running(1); }));
    CHECK(herd.await_record("kiwi"));
}

}  // namespace
}  // namespace herd::net
