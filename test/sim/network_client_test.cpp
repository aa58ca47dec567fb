// Clients of simulated servers.

#include <chrono>
#include <memory>

#include "support/catch.hpp"
#include "support/simulation.hpp"

namespace herd::sim {
namespace {

using namespace std::chrono_literals;
using ClientState = Network::ClientState;

/// Places that are always the same.
class OnePlace final : public places::Provider {
public:
    Result<places::Answer, places::Failure> look_up(const places::Question&, const Limits&) const override {
        return places::Answer{places::Document("{\n   \"status\" : \"OK\"\n}")};
    }
};

TEST_CASE("a line that nothing ends is a command once its client has ended its stream") {
    Network network(test::make_pair_setup());
    CHECK(test::ask(network, 1, "hello") == "? hello\n");
    CHECK(test::ask(network, 1, "one\ntwo\r\n\nthree") == "? one\n? two\n? \n? three\n");
}

TEST_CASE("a server closes a connection whose client has ended it, when all is answered") {
    Network network(test::make_pair_setup());
    const auto client = network.open(0);
    network.say(client, "hello\n");
    network.run_until(network.now() + 1s);
    CHECK(network.client_state(client) == ClientState::open);
    network.end(client);
    network.run_until(network.now() + 1s);
    CHECK(network.client_state(client) == ClientState::closed);
    CHECK(network.heard(client) == "? hello\n");
}

TEST_CASE("a line without end counts after unterminated_after of virtual time") {
    Network network(test::make_pair_setup());
    const auto client = network.open(0);
    network.say(client, "hello");
    network.run_until(network.now() + 990ms);
    CHECK(network.heard(client).empty());
    network.run_until(network.now() + 20ms);
    CHECK(network.heard(client) == "? hello\n");
}

TEST_CASE("answers come in the order of the commands, although places take their time") {
    auto setup = test::make_pair_setup();
    setup.places = std::make_shared<OnePlace>();
    setup.places_delay = 3s;
    Network network(std::move(setup));
    const auto client = network.open(0);
    network.say(client, "IAMAT kiwi +34+118 5\nWHATSAT kiwi 10 1\nhello\n");
    network.run_until(network.now() + 2s);
    CHECK(network.heard(client).find('?') == std::string::npos);
    network.run_until(network.now() + 2s);
    CHECK(network.heard(client).ends_with("\n{\n   \"status\" : \"OK\"\n}\n\n? hello\n"));
}

TEST_CASE("places that never answer cost no more than their time-out") {
    auto setup = test::make_pair_setup();
    setup.options.places_timeout = 2s;
    setup.options.places_timeout_document = "{}";
    Network network(std::move(setup));
    const auto client = network.open(0);
    network.say(client, "IAMAT kiwi +34+118 5\nWHATSAT kiwi 10 1\n");
    network.run_until(network.now() + 1900ms);
    CHECK_FALSE(network.heard(client).ends_with("\n\n"));
    network.run_until(network.now() + 200ms);
    CHECK(network.heard(client).ends_with("\n{}\n\n"));
}

TEST_CASE("a server that does not run refuses clients, and one that crashes loses them") {
    Network network(test::make_pair_setup());
    const auto early = network.open(0);
    network.run_until(network.now() + 1s);
    REQUIRE(test::apply(network, fault::Crash{"Alford"}));
    network.run_until(network.now() + 1s);
    CHECK(network.client_state(early) == ClientState::lost);
    const auto late = network.open(0);
    network.run_until(network.now() + 1s);
    CHECK(network.client_state(late) == ClientState::refused);
}

TEST_CASE("a server that stops answers what has arrived, and then closes") {
    auto setup = test::make_pair_setup();
    setup.places = std::make_shared<OnePlace>();
    setup.places_delay = 500ms;
    Network network(std::move(setup));
    const auto client = network.open(0);
    network.say(client, "IAMAT kiwi +34+118 5\nWHATSAT kiwi 10 1\n");
    network.run_until(network.now() + 10ms);
    REQUIRE(test::apply(network, fault::Stop{"Alford"}));
    CHECK(network.state(0) == ServerState::stopping);
    network.run_until(network.now() + 1s);
    CHECK(network.state(0) == ServerState::stopped);
    CHECK(network.client_state(client) == ClientState::closed);
    CHECK(network.heard(client).ends_with("\"OK\"\n}\n\n"));
    CHECK(test::kept(network, 1, "kiwi"));
}

TEST_CASE("a client that leaves is forgotten") {
    Network network(test::make_pair_setup());
    const auto client = network.open(0);
    network.say(client, "hello\n");
    network.run_until(network.now() + 1s);
    CHECK(network.server(0).session_count() == 1);
    network.leave(client);
    network.run_until(network.now() + 1s);
    CHECK(network.server(0).session_count() == 0);
    CHECK(network.client_state(client) == ClientState::closed);
}

TEST_CASE("a client may say much at once, and hears as much") {
    Network network(test::make_pair_setup());
    std::string lines;
    std::string answers;
    for (int i = 0; i < 5000; ++i) {
        lines += "line " + std::to_string(i) + "\n";
        answers += "? line " + std::to_string(i) + "\n";
    }
    CHECK(test::ask(network, 0, lines) == answers);
}

}  // namespace
}  // namespace herd::sim
