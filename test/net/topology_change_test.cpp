// Servers and links that come and go while a herd runs.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/record.hpp"
#include "support/catch.hpp"
#include "support/live_herd.hpp"
#include "support/test_client.hpp"
#include "support/test_provider.hpp"

namespace herd::net {
namespace {

using namespace test;

/// The record that a server has of a client, wherever it came from; empty if it has none.
std::string origin_of(const Herd& herd, core::ServerIndex server, const std::string& client) {
    const auto record = herd.server(server).store().find(client);
    return record ? herd.config().servers[record->origin].name : std::string();
}

bool is_at_rest(const Herd& herd) {
    return herd.in_flight(false).empty();
}

/// Errors: throws what the herd says.
Address add_server(LiveHerd& herd, const std::string& name,
                   const std::vector<core::ServerIndex>& neighbours) {
    const auto added = herd.call([&](Herd& live) {
        return live.add_server({name, "127.0.0.1", 0}, neighbours);
    });
    if (!added) throw std::runtime_error(added.error());
    return *added;
}

std::string refusal(LiveHerd& herd, const config::Server& server,
                    const std::vector<core::ServerIndex>& neighbours) {
    const auto added = herd.call([&](Herd& live) { return live.add_server(server, neighbours); });
    return added ? "" : added.error();
}

TEST_CASE("a server that is added hears of all that was, and of all that comes") {
    const auto propagation = GENERATE(config::Propagation::flood, config::Propagation::tree);
    HerdPlan plan(classic_ring());
    plan.config.herd.propagation = propagation;
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    herd.ask("Alford", "IAMAT kiwi +1+2 3");
    REQUIRE(herd.await_record("kiwi"));

    const Address added = add_server(herd, "Zeta", {herd.index("Alford"), herd.index("Ball")});
    CHECK(added.server == "Zeta");
    CHECK(added.port != 0);
    constexpr core::ServerIndex zeta = 5;
    REQUIRE(herd.await([](Herd& live) { return origin_of(live, zeta, "kiwi") == "Alford"; }));
    REQUIRE(herd.await(is_at_rest));

    TestClient client(added.port);
    CHECK(client.ask("IAMAT emu +1+2 3").starts_with("AT Zeta"));
    CHECK(herd.await_record("emu"));
    herd.ask("Welsh", "IAMAT rhea +1+2 3");
    CHECK(herd.await([](Herd& live) { return origin_of(live, zeta, "rhea") == "Welsh"; }));
    CHECK(herd.call([](Herd& live) { return live.current_config().servers.size(); }) == 6);
    CHECK(herd.call([](Herd& live) { return live.trace().links.size(); }) == 7);
}

TEST_CASE("updates of a server that was removed stay, and are told under its name") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    const core::ServerIndex welsh = herd.index("Welsh");
    herd.ask("Welsh", "IAMAT kiwi +1+2 3");
    REQUIRE(herd.await_record("kiwi"));
    REQUIRE(herd.call([&](Herd& live) { return live.remove_server(welsh).has_value(); }));
    REQUIRE(herd.await([&](Herd& live) { return live.state(welsh) == ServerState::stopped; }));
    CHECK_FALSE(is_listening(plan.port("Welsh")));
    CHECK(herd.ask("Ball", "IAMAT kiwi +1+2 1").starts_with("AT Welsh"));
    herd.ask("Ball", "IAMAT emu +1+2 3");
    CHECK(herd.await([&](Herd& live) { return origin_of(live, herd.index("Alford"), "emu") == "Ball"; }));
    CHECK(herd.await(is_at_rest));
    const auto faulty = herd.call([](Herd& live) {
        return live.apply({fault::Start{"Welsh"}, std::nullopt});
    });
    REQUIRE_FALSE(faulty);
    CHECK(faulty.error().find("unknown server 'Welsh'") != std::string::npos);

    SECTION("and it may come back, with other neighbours") {
        REQUIRE(herd.await([&](Herd& live) {
            return live.add_server({"Welsh", "127.0.0.1", 0}, {herd.index("Hamilton")}).has_value();
        }));
        CHECK(herd.await([&](Herd& live) { return origin_of(live, welsh, "emu") == "Ball"; }));
        CHECK(herd.await(is_at_rest));
        CHECK(herd.call([](Herd& live) { return live.current_config().links.size(); }) == 4);
    }
}

TEST_CASE("a link that is removed carries nothing, and one that is added carries what was missed") {
    const HerdPlan plan(pair());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    REQUIRE(herd.call([](Herd& live) { return live.remove_link(0).has_value(); }));
    herd.ask("Alford", "IAMAT kiwi +1+2 3");
    // Nobody is on the way to connect again, and nobody else is asked.
    CHECK(herd.await(is_at_rest));
    CHECK(herd.record("Ball", "kiwi").empty());
    const auto gone = herd.call([](Herd& live) {
        return live.apply({fault::Cut{{"Alford", "Ball"}}, std::nullopt});
    });
    REQUIRE_FALSE(gone);
    CHECK(gone.error() == "cut: no link between 'Alford' and 'Ball'; Alford has none");

    REQUIRE(herd.call([](Herd& live) { return live.add_link(1, 0).value(); }) == 0);
    CHECK(herd.await_record("kiwi"));
    CHECK(herd.call([](Herd& live) { return live.link(0).connections; }) == 2);
    CHECK(herd.call([](Herd& live) { return live.add_link(0, 1).error(); }) ==
          "there is a link between 'Alford' and 'Ball' already");
}

TEST_CASE("faults go with the link and the server that they were set on") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    herd.apply({fault::Cut{{"Alford", "Welsh"}}, std::nullopt});
    herd.apply({fault::Stall{fault::LinkName{"Ball", "Welsh"}}, std::nullopt});
    herd.apply({fault::Clock{"Welsh", std::chrono::seconds(1), 0}, std::nullopt});
    herd.apply({fault::Pause{"Welsh"}, std::nullopt});
    const core::ServerIndex welsh = herd.index("Welsh");
    REQUIRE(herd.call([&](Herd& live) { return live.remove_server(welsh).has_value(); }));
    CHECK(herd.call([](Herd& live) { return live.faults().in_force().empty(); }));
    REQUIRE(herd.await([&](Herd& live) { return live.state(welsh) == ServerState::stopped; }));
    herd.apply({fault::HealAll{}, std::nullopt});
    herd.apply({fault::Majorities{}, std::nullopt});
    herd.apply({fault::HealAll{}, std::nullopt});
    herd.ask("Alford", "IAMAT kiwi +1+2 3");
    CHECK(herd.await([&](Herd& live) { return origin_of(live, herd.index("Ball"), "kiwi") == "Alford"; }));
    CHECK(herd.await(is_at_rest));
}

TEST_CASE("what cannot be added or removed is refused, with why") {
    const HerdPlan plan(pair());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    CHECK(refusal(herd, {"Ball", "127.0.0.1", 0}, {}) == "there is a server 'Ball' already");
    CHECK(refusal(herd, {"../x", "127.0.0.1", 0}, {}) == "a server's name has no '/' or '\\'");
    CHECK(refusal(herd, {"Zeta", "example.org", 0}, {}).starts_with("host 'example.org' is no address"));
    CHECK(refusal(herd, {"Zeta", "127.0.0.1", 0}, {0, 0}) == "'Alford' is named twice; once makes the link");
    CHECK(refusal(herd, {"Zeta", "127.0.0.1", herd.port("Ball")}, {}).find("already in use") !=
          std::string::npos);
    // What was refused has left nothing: the name is free.
    CHECK(refusal(herd, {"Zeta", "127.0.0.1", 0}, {0}).empty());
    CHECK(herd.call([](Herd& live) { return live.remove_server(7).error(); }) ==
          "the server is not there any more");
    CHECK(herd.call([](Herd& live) { return live.remove_server(2).has_value(); }));
    CHECK(herd.call([](Herd& live) { return live.remove_server(1).has_value(); }));
    CHECK(herd.call([](Herd& live) { return live.remove_server(0).error(); }) ==
          "a herd has at least one server");
}

TEST_CASE("a server that was removed owes its answers, and comes back only when it has given them") {
    const HerdPlan plan(pair());
    const auto gate = std::make_shared<Gate>();
    LiveHerd herd(plan, {{}, make_gated_provider(gate)});
    const GateOpener opener(gate);
    REQUIRE(herd.await_links());
    TestClient client(herd.port("Ball"));
    CHECK(client.ask("IAMAT kiwi +1+2 3").starts_with("AT Ball"));
    client.send("WHATSAT kiwi 1 1\n");
    REQUIRE(gate->await_arrivals(1));
    REQUIRE(herd.call([](Herd& live) { return live.remove_server(1).has_value(); }));
    CHECK(herd.call([](Herd& live) { return live.state(1); }) == ServerState::stopping);
    CHECK(refusal(herd, {"Ball", "127.0.0.1", 0}, {0}) ==
          "'Ball' was removed, and is still stopping; try again in a moment");
    gate->open();
    CHECK(client.read_line().starts_with("AT Ball"));
    client.end_output();
    REQUIRE(herd.await([](Herd& live) {
        return live.add_server({"Ball", "127.0.0.1", 0}, {0}).has_value();
    }));
    // Nothing of its leave is left to be done: the link stays.
    CHECK(herd.await([](Herd& live) { return origin_of(live, 1, "kiwi") == "Ball"; }));
    CHECK(herd.await(is_at_rest));
}

TEST_CASE("a herd that is spread over processes is changed in its file") {
    const HerdPlan plan(pair());
    LiveHerd herd(plan, {{"Alford"}, nullptr});
    CHECK(refusal(herd, {"Zeta", "127.0.0.1", 0}, {0}).starts_with("this herd runs in several processes"));
}

}  // namespace
}  // namespace herd::net
