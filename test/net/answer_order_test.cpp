// In which order, and in which pieces, a client gets its answers.

#include "support/catch.hpp"
#include "support/live_herd.hpp"
#include "support/test_provider.hpp"

namespace herd::net {
namespace {

using namespace test;

constexpr auto iamat = "IAMAT kiwi +34.068930-118.445127 1479413884.392014450\n";
constexpr auto document = "{\n   \"results\" : [],\n   \"status\" : \"ZERO_RESULTS\"\n}\n\n";

TEST_CASE("a client that has ended its stream gets the WHATSAT that is outstanding and then the end") {
    const auto gate = std::make_shared<Gate>();
    const HerdPlan plan(single());
    const LiveHerd herd(plan, {.only = {}, .provider = make_gated_provider(gate)});
    const GateOpener opener(gate);
    TestClient client(herd.port("Alford"));
    client.send(std::string(iamat) + "WHATSAT kiwi 10 5");
    client.end_output();
    const std::string at = client.read_line();
    REQUIRE(gate->await_arrivals(1));
    CHECK_FALSE(client.has_input());
    gate->open();
    CHECK(client.read_rest() == at + "\n" + document);
}

TEST_CASE("answers keep the order of the commands although places are slow") {
    const auto gate = std::make_shared<Gate>();
    const HerdPlan plan(single());
    LiveHerd herd(plan, {.only = {}, .provider = make_gated_provider(gate)});
    const GateOpener opener(gate);
    TestClient client(herd.port("Alford"));
    client.send(iamat);
    const std::string at = client.read_line() + "\n";
    client.send("WHATSAT kiwi 10 5\nIAMAT later +1+2 5\nWHATSAT kiwi 20 5\nnonsense\n");
    REQUIRE(gate->await_arrivals(2));
    // The IAMAT has been obeyed, and still its answer waits for the one before it.
    CHECK_FALSE(herd.record("Alford", "later").empty());
    CHECK_FALSE(client.has_input());
    gate->open();
    CHECK(client.read_block() == at + document);
    CHECK(client.read_line() == herd.record("Alford", "later"));
    CHECK(client.read_block() == at + document);
    CHECK(client.read_line() == "? nonsense");
}

TEST_CASE("a slow WHATSAT holds up no other client") {
    const auto gate = std::make_shared<Gate>();
    HerdPlan plan(single());
    plan.config.places.workers = 1;
    const LiveHerd herd(plan, {.only = {}, .provider = make_gated_provider(gate)});
    const GateOpener opener(gate);
    TestClient slow(herd.port("Alford"));
    slow.send(std::string(iamat) + "WHATSAT kiwi 10 5\n");
    const std::string at = slow.read_line() + "\n";
    REQUIRE(gate->await_arrivals(1));
    TestClient other(herd.port("Alford"));
    CHECK(other.ask("nonsense") == "? nonsense");
    CHECK_FALSE(slow.has_input());
    gate->open();
    CHECK(slow.read_block() == at + document);
}

TEST_CASE("one read brings one whole answer") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan, {.only = {}, .provider = make_provider([](const places::Question&) {
                                               return "{\"results\" : [\"" + std::string(4000, 'x') + "\"]}";
                                           })});
    TestClient client(herd.port("Alford"));
    client.send(iamat);
    const std::string at = client.receive();
    CHECK(at.ends_with("\n"));
    for (int i = 0; i < 50; ++i) {
        client.send("WHATSAT kiwi 10 5\n");
        CHECK(client.receive() == at + "{\"results\" : [\"" + std::string(4000, 'x') + "\"]}\n\n");
        client.send("NEARBY kiwi 10 5\n");
        CHECK(client.receive() == at + "\n");
    }
}

TEST_CASE("runs of newlines of a document are one newline and none is at its end") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan, {.only = {}, .provider = make_provider([](const places::Question&) {
                                               return std::string("{\n\n\n\"results\" :\n []\n\n}\n\n\n");
                                           })});
    TestClient client(herd.port("Alford"));
    client.send(iamat);
    const std::string at = client.read_line() + "\n";
    client.send("WHATSAT kiwi 10 5\n");
    CHECK(client.read_block() == at + "{\n\"results\" :\n []\n}\n\n");
}

}  // namespace
}  // namespace herd::net
