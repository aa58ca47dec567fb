// Simulated servers and their links when nothing breaks.

#include <chrono>
#include <set>

#include "sim/fingerprint.hpp"
#include "support/catch.hpp"
#include "support/simulation.hpp"

namespace herd::sim {
namespace {

using namespace std::chrono_literals;
using test::kept;
using test::settle;

constexpr auto kiwi = "IAMAT kiwi +34.068930-118.445127 1479413884.392014450\n";

TEST_CASE("servers that are simulated are linked in less than a millisecond of virtual time") {
    Network network(test::make_classic_setup());
    REQUIRE(settle(network));
    CHECK(network.now() - SteadyTime(1h) < 1ms);
    CHECK(network.totals().link_ups == 5);
    for (core::ServerIndex server = 0; server < 5; ++server)
        CHECK(network.state(server) == ServerState::running);
}

TEST_CASE("an update costs 2E - N + 1 simulated messages and is everywhere") {
    Network network(test::make_classic_setup());
    REQUIRE(settle(network));
    const auto answer = test::ask(network, 0, kiwi);
    REQUIRE(settle(network));
    CHECK(answer.starts_with("AT Alford +"));
    CHECK(network.totals().flooded == 6);
    CHECK(network.totals().updates == 1);
    for (core::ServerIndex server = 0; server < 5; ++server)
        CHECK(kept(network, server, "kiwi") == answer.substr(0, answer.size() - 1));
}

TEST_CASE("virtual time is exact: without jitter a message takes its latency") {
    auto setup = test::make_pair_setup();
    setup.latency = 7ms;
    setup.jitter = 0ms;
    Network network(std::move(setup));
    REQUIRE(settle(network));
    const auto client = network.open(0);
    network.say(client, kiwi);
    // There and back until it is connected, there for the line, and once more for the update.
    const auto begin = network.now();
    network.run_until(begin + 27'999'999ns);
    CHECK_FALSE(kept(network, 1, "kiwi"));
    network.run_until(begin + 28ms);
    CHECK(kept(network, 1, "kiwi"));
    CHECK(network.now() == begin + 28ms);
    CHECK(network.heard(client).starts_with("AT Alford "));
}

TEST_CASE("a herd at rest stays at rest for ever") {
    Network network(test::make_classic_setup());
    REQUIRE(settle(network));
    network.run_until(network.now() + 24h);
    CHECK(network.in_flight(false).empty());
    CHECK(network.totals().link_ups == 5);
    CHECK(network.steps() < 100);
}

TEST_CASE("the same seed is the same run, byte by byte, and another seed is another one") {
    std::set<std::uint64_t> values;
    for (const std::uint64_t seed : {1, 2, 3, 1, 2, 3}) {
        auto setup = test::make_classic_setup(seed);
        setup.splits = true;
        Fingerprint fingerprint;
        Network network(std::move(setup), &fingerprint);
        for (core::ServerIndex server = 0; server < 5; ++server) test::ask(network, server, kiwi);
        REQUIRE(settle(network));
        values.insert(fingerprint.value());
    }
    CHECK(values.size() == 3);
}

TEST_CASE("what is sent at once may come in pieces, and means the same") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        auto setup = test::make_classic_setup(seed);
        setup.splits = true;
        Network network(std::move(setup));
        REQUIRE(settle(network));
        std::string lines;
        for (int i = 0; i < 20; ++i)
            lines += "IAMAT phone" + std::to_string(i) + " +34.068930-118.445127 " + std::to_string(100 + i) +
                     "\n";
        test::ask(network, 2, lines);
        REQUIRE(settle(network));
        CHECK(network.totals().flooded == 20 * 6);
        CHECK(network.server(4).store().size() == 20);
    }
}

TEST_CASE("the trace of a simulation tells what a live one would") {
    Network network(test::make_pair_setup());
    REQUIRE(settle(network));
    test::ask(network, 0, kiwi);
    std::vector<trace::Kind> kinds;
    for (const auto& event : network.trace().events) kinds.push_back(event.kind);
    using trace::Kind;
    CHECK(kinds == std::vector{Kind::started, Kind::started, Kind::link_up, Kind::link_up, Kind::received,
                               Kind::accepted, Kind::forwarded, Kind::delivered, Kind::accepted});
}

TEST_CASE("a window that is full makes the server keep what it has") {
    auto setup = test::make_pair_setup();
    setup.latency = 100ms;
    setup.window = 2000;
    setup.options.neighbour_queue_limit = 4000;
    Network network(std::move(setup));
    REQUIRE(settle(network));
    std::string lines;
    for (int i = 0; i < 200; ++i)
        lines +=
            "IAMAT phone" + std::to_string(i) + " +34.068930-118.445127 " + std::to_string(100 + i) + "\n";
    const auto client = network.open(0);
    network.say(client, lines);
    REQUIRE(settle(network));
    network.run_until(network.now() + 1s);
    REQUIRE(settle(network));
    CHECK(network.totals().overflows > 0);
    CHECK(network.server(1).store().size() == 200);
    CHECK(network.server(0).store().digest() == network.server(1).store().digest());
}

}  // namespace
}  // namespace herd::sim
