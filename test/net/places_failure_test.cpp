// Places failing never costs the AT line, nor a client's patience.

#include <stdexcept>

#include "support/catch.hpp"
#include "support/live_herd.hpp"
#include "support/test_provider.hpp"

namespace herd::net {
namespace {

using namespace test;

constexpr auto first_iamat = "IAMAT kiwi +34.068930-118.445127 1479413884.392014450\n";

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Whether this is the client's AT line and a document without places.
void check_failure(const std::string& block, const std::string& at, std::string_view status) {
    INFO(block);
    CHECK(block.starts_with(at + "{\n"));
    CHECK(contains(block, "\"results\" : []"));
    CHECK(contains(block, "\"status\" : \"" + std::string(status) + "\""));
    CHECK(contains(block, "\"error_message\" : \""));
    CHECK(block.ends_with("}\n\n"));
}

/// What a WHATSAT answers if the provider does this.
void check_provider(LookUp look_up, std::string_view status) {
    const HerdPlan plan(single());
    const LiveHerd herd(plan, {.only = {}, .provider = make_provider(std::move(look_up))});
    TestClient client(herd.port("Alford"));
    client.send(first_iamat);
    const std::string at = client.read_line() + "\n";
    client.send("WHATSAT kiwi 10 5\n");
    check_failure(client.read_block(), at, status);
    CHECK(client.ask("next") == "? next");
}

TEST_CASE("a provider that fails gives its status and message") {
    check_provider(
        [](const places::Question&) {
            return unexpected(places::Failure{"REQUEST_DENIED", "no key"});
        },
        "REQUEST_DENIED");
}

TEST_CASE("a provider that throws is an unknown error") {
    check_provider(
        [](const places::Question&) -> Result<places::Document, places::Failure> {
            throw std::runtime_error("broken");
        },
        "UNKNOWN_ERROR");
}

TEST_CASE("a provider that throws what is no exception is an unknown error") {
    check_provider([](const places::Question&) -> Result<places::Document, places::Failure> { throw 7; },
                   "UNKNOWN_ERROR");
}

TEST_CASE("a provider that is slower than the timeout is an unknown error and its answer goes nowhere") {
    const auto gate = std::make_shared<test::Gate>();
    HerdPlan plan(single());
    plan.config.places.timeout = std::chrono::milliseconds(50);
    const LiveHerd herd(plan, {.only = {}, .provider = make_gated_provider(gate)});
    const GateOpener opener(gate);
    TestClient client(herd.port("Alford"));
    client.send(first_iamat);
    const std::string at = client.read_line() + "\n";
    client.send("WHATSAT kiwi 10 5\n");
    check_failure(client.read_block(), at, "UNKNOWN_ERROR");
    gate->open();
    CHECK(client.ask("next") == "? next");
}

TEST_CASE("a question that finds the queue full is over the limit") {
    const auto gate = std::make_shared<test::Gate>();
    HerdPlan plan(single());
    plan.config.places.workers = 1;
    plan.config.places.queue = 1;
    plan.config.places.timeout = patience;
    LiveHerd herd(plan, {.only = {}, .provider = make_gated_provider(gate)});
    const GateOpener opener(gate);
    TestClient client(herd.port("Alford"));
    client.send(first_iamat);
    const std::string at = client.read_line() + "\n";
    client.send("WHATSAT kiwi 1 5\n");
    REQUIRE(gate->await_arrivals(1));
    TestClient queued(herd.port("Alford"));
    queued.send("WHATSAT kiwi 2 5\nIAMAT mark +1+2 3\n");
    REQUIRE(herd.await_record("mark"));
    TestClient refused(herd.port("Alford"));
    refused.send("WHATSAT kiwi 3 5\n");
    check_failure(refused.read_block(), at, "OVER_QUERY_LIMIT");
    // The same question as one that is under way shares its answer.
    refused.send("WHATSAT kiwi 2 5\n");
    gate->open();
    const std::string found = at + empty_document() + "\n\n";
    CHECK(client.read_block() == found);
    CHECK(queued.read_block() == found);
    CHECK(refused.read_block() == found);
}

}  // namespace
}  // namespace herd::net
