// Faults of simulated servers and links.

#include <chrono>

#include "support/catch.hpp"
#include "support/simulation.hpp"

namespace herd::sim {
namespace {

using namespace std::chrono_literals;
using test::kept;
using test::settle;

constexpr auto first_kiwi = "IAMAT kiwi +34.068930-118.445127 1479413884.392014450\n";
constexpr auto newer_kiwi = "IAMAT kiwi +34.068930-118.445127 1479413885.392014450\n";

TEST_CASE("an update goes round a simulated cut, and what was missed is made up for") {
    Network network(test::make_classic_setup());
    REQUIRE(settle(network));
    REQUIRE(test::apply(network, fault::Isolate{"Welsh"}));
    test::ask(network, 0, first_kiwi);
    REQUIRE(settle(network));
    CHECK(network.totals().flooded == 3);
    CHECK_FALSE(kept(network, 4, "kiwi"));
    REQUIRE(test::apply(network, fault::HealAll{}));
    REQUIRE(settle(network));
    CHECK(kept(network, 4, "kiwi") == kept(network, 0, "kiwi"));
    CHECK(network.totals().resynced > 0);
}

TEST_CASE("a cut for a time is over at its time") {
    Network network(test::make_pair_setup());
    REQUIRE(settle(network));
    REQUIRE(test::apply(network, fault::Cut{{"Alford", "Ball"}}, 250ms));
    const auto begin = network.now();
    network.run_until(begin + 249ms);
    CHECK_FALSE(network.server(0).is_up(0));
    CHECK_FALSE(network.faults().is_steady());
    network.run_until(begin + 251ms);
    CHECK(network.server(0).is_up(0));
    CHECK(network.server(1).is_up(0));
    CHECK(network.faults().is_steady());
}

TEST_CASE("a server that crashes has lost its memory, and gets it back from its neighbours") {
    Network network(test::make_classic_setup());
    test::ask(network, 0, first_kiwi);
    REQUIRE(settle(network));
    const auto lamport = network.server(0).lamport();
    REQUIRE(test::apply(network, fault::Crash{"Alford"}));
    network.run_until(network.now() + 100ms);
    CHECK(network.state(0) == ServerState::stopped);
    REQUIRE(test::apply(network, fault::Start{"Alford"}));
    CHECK(network.server(0).store().size() == 0);
    CHECK(network.server(0).lamport() >= lamport);
    REQUIRE(settle(network));
    CHECK(kept(network, 0, "kiwi"));
    CHECK(network.totals().starts == 1);
}

TEST_CASE("a neighbour of a server that is gone dials again, ever more slowly, until it is back") {
    Network network(test::make_pair_setup());
    REQUIRE(settle(network));
    REQUIRE(test::apply(network, fault::Crash{"Ball"}));
    const auto begin = network.steps();
    network.run_until(network.now() + 10s);
    // Every quarter of a second or so, with a few events for each try.
    CHECK(network.steps() - begin < 10 * 6 * 6);
    REQUIRE(test::apply(network, fault::Start{"Ball"}));
    REQUIRE(settle(network));
    CHECK(network.server(0).is_up(0));
}

TEST_CASE("a paused server hears of everything when it goes on, in order") {
    Network network(test::make_classic_setup());
    REQUIRE(settle(network));
    REQUIRE(test::apply(network, fault::Pause{"Welsh"}));
    const auto client = network.open(4);
    network.say(client, "first\nsecond\n");
    test::ask(network, 0, first_kiwi);
    CHECK(network.state(4) == ServerState::paused);
    CHECK(network.client_state(client) == Network::ClientState::open);
    CHECK(network.heard(client).empty());
    CHECK_FALSE(kept(network, 4, "kiwi"));
    CHECK_FALSE(network.in_flight(false).empty());
    CHECK(network.in_flight(true).empty());
    REQUIRE(test::apply(network, fault::Resume{"Welsh"}));
    REQUIRE(settle(network));
    network.run_until(network.now() + 1ms);
    CHECK(kept(network, 4, "kiwi"));
    CHECK(network.heard(client) == "? first\n? second\n");
}

TEST_CASE("a paused server that crashes does nothing any more") {
    Network network(test::make_pair_setup());
    REQUIRE(settle(network));
    REQUIRE(test::apply(network, fault::Pause{"Alford"}));
    const auto client = network.open(0);
    network.say(client, first_kiwi);
    network.run_until(network.now() + 1s);
    REQUIRE(test::apply(network, fault::Crash{"Alford"}));
    network.run_until(network.now() + 1s);
    CHECK(network.client_state(client) == Network::ClientState::lost);
    CHECK_FALSE(kept(network, 1, "kiwi"));
    CHECK(network.totals().commands == 0);
}

TEST_CASE("what is on its way to a paused server that crashes is lost, and nothing else is") {
    Network network(test::make_pair_setup());
    REQUIRE(settle(network));
    REQUIRE(test::apply(network, fault::Pause{"Alford"}));
    test::ask(network, 1, first_kiwi);
    CHECK(network.is_flying());
    REQUIRE(test::apply(network, fault::Crash{"Alford"}));
    network.run_until(network.now() + 1s);
    CHECK_FALSE(network.is_flying());
    REQUIRE(test::apply(network, fault::Start{"Alford"}));
    REQUIRE(settle(network));
    test::ask(network, 1, newer_kiwi);
    REQUIRE(settle(network));
    CHECK(kept(network, 0, "kiwi") == kept(network, 1, "kiwi"));
}

TEST_CASE("a stall holds bytes back and loses none") {
    Network network(test::make_pair_setup());
    REQUIRE(settle(network));
    REQUIRE(test::apply(network, fault::Stall{fault::DirectionName{"Alford", "Ball"}}));
    test::ask(network, 0, first_kiwi);
    CHECK_FALSE(kept(network, 1, "kiwi"));
    CHECK(network.in_flight(true).empty());
    REQUIRE(network.in_flight(false).size() == 1);
    CHECK(network.in_flight(false)[0].find("held by a stall") != std::string::npos);
    REQUIRE(test::apply(network, fault::HealAll{}));
    REQUIRE(settle(network));
    CHECK(kept(network, 1, "kiwi"));
    CHECK(network.totals().link_ups == 1);
}

TEST_CASE("a latency delays what crosses, in its direction only") {
    Network network(test::make_pair_setup());
    REQUIRE(settle(network));
    REQUIRE(test::apply(network, fault::Latency{fault::DirectionName{"Alford", "Ball"}, 300ms, 0ms,
                                                fault::Distribution::constant}));
    const auto client = network.open(0);
    network.say(client, first_kiwi);
    const auto begin = network.now();
    network.run_until(begin + 299ms);
    CHECK_FALSE(kept(network, 1, "kiwi"));
    network.run_until(begin + 302ms);
    CHECK(kept(network, 1, "kiwi"));
}

TEST_CASE("a wrong bit, a reset and a connection that breaks within a message are made up for") {
    const auto fault = GENERATE(
        values<fault::Action>({fault::Corrupt{fault::DirectionName{"Alford", "Ball"}},
                               fault::CloseAfter{fault::DirectionName{"Alford", "Ball"}, 30},
                               fault::DropFirst{{"Alford", "Ball"}, 1}, fault::Reset{{"Alford", "Ball"}}}));
    Network network(test::make_pair_setup());
    REQUIRE(settle(network));
    REQUIRE(test::apply(network, fault));
    test::ask(network, 0, first_kiwi);
    REQUIRE(settle(network));
    CHECK(kept(network, 1, "kiwi"));
    CHECK(network.totals().link_ups == 2);
    CHECK(network.faults().in_force().empty());
}

TEST_CASE("clocks that are off show in receipts") {
    Network network(test::make_pair_setup());
    REQUIRE(settle(network));
    REQUIRE(test::apply(network, fault::Clock{"Ball", -10s, 0}));
    const auto answers = test::ask(network, 0, first_kiwi);
    const auto later = test::ask(network, 1, newer_kiwi);
    const auto skew = [](const std::string& line) { return std::stod(line.substr(line.find(' ', 3) + 1)); };
    CHECK(skew(answers) - skew(later) > 9);
    CHECK(skew(answers) - skew(later) < 12);
}

TEST_CASE("a server that is told to start while it stops starts when it has stopped") {
    auto setup = test::make_pair_setup();
    setup.options.places_timeout = 1s;
    Network network(std::move(setup));
    const auto client = network.open(0);
    network.say(client, "IAMAT kiwi +34+118 5\nWHATSAT kiwi 1 1\n");
    network.run_until(network.now() + 1ms);
    REQUIRE(test::apply(network, fault::Stop{"Alford"}));
    REQUIRE(test::apply(network, fault::Start{"Alford"}));
    CHECK(network.state(0) == ServerState::stopping);
    network.run_until(network.now() + 3s);
    CHECK(network.state(0) == ServerState::running);

    SECTION("but not if it crashes meanwhile") {
        const auto other = network.open(0);
        network.say(other, "WHATSAT kiwi 1 1\n");
        network.run_until(network.now() + 1ms);
        REQUIRE(test::apply(network, fault::Stop{"Alford"}));
        REQUIRE(test::apply(network, fault::Start{"Alford"}));
        REQUIRE(test::apply(network, fault::Crash{"Alford"}));
        network.run_until(network.now() + 3s);
        CHECK(network.state(0) == ServerState::stopped);
    }
}

}  // namespace
}  // namespace herd::sim
