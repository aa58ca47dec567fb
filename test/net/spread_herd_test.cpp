// One herd in two processes: here two herds in one, which share nothing but their sockets.

#include <algorithm>

#include "fake_neighbour.hpp"
#include "support/catch.hpp"
#include "support/live_herd.hpp"
#include "support/log_file.hpp"

namespace herd::net {
namespace {

using namespace test;

const std::vector<std::string> west{"Alford", "Hamilton"};
const std::vector<std::string> east{"Ball", "Holiday", "Welsh"};

/// Whether every server that runs in a herd has all its links, those to the other herd too.
bool await_all_links(LiveHerd& herd, const std::vector<std::string>& names) {
    return herd.await([&](Herd& live) {
        return std::all_of(names.begin(), names.end(), [&](const auto& name) {
            const auto& server = live.server(herd.index(name));
            return server.is_up(0) && server.is_up(1);
        });
    });
}

TEST_CASE("herds with the same secret are one herd") {
    HerdPlan plan(classic_ring());
    plan.config.herd.secret = "hush";
    LiveHerd first(plan, {.only = west, .provider = nullptr});
    first.ask("Alford", "IAMAT early +1+2 3");
    LiveHerd second(plan, {.only = east, .provider = nullptr});
    CHECK(first.warnings().empty());
    CHECK(second.warnings().empty());
    REQUIRE(await_all_links(first, west));
    REQUIRE(await_all_links(second, east));
    CHECK(second.await_record("early"));

    const auto flooded = first.sum(&core::Counters::flooded) + second.sum(&core::Counters::flooded);
    const auto answer = second.ask("Ball", "IAMAT kiwi +34-118 1479413884.5");
    REQUIRE(first.await_record("kiwi"));
    REQUIRE(second.await_record("kiwi"));
    CHECK(first.record("Hamilton", "kiwi") == answer);
    CHECK(first.sum(&core::Counters::flooded) + second.sum(&core::Counters::flooded) == flooded + 6);
}

TEST_CASE("a herd that goes and comes back learns what it missed") {
    HerdPlan plan(classic_ring());
    plan.config.herd.secret = "hush";
    LiveHerd first(plan, {.only = west, .provider = nullptr});
    for (int round = 0; round < 3; ++round) {
        LiveHerd second(plan, {.only = east, .provider = nullptr});
        REQUIRE(await_all_links(first, west));
        const std::string name = "phone" + std::to_string(round);
        const auto answer = first.ask("Alford", "IAMAT " + name + " +1+2 3");
        CHECK(second.await_record(name));
        CHECK(second.record("Ball", "phone0") == first.record("Alford", "phone0"));
    }
}

TEST_CASE("herds with different secrets do not link and their logs say why") {
    HerdPlan plan(pair());
    plan.config.herd.secret = "hush";
    HerdPlan stranger(pair());
    stranger.config.servers = plan.config.servers;
    stranger.config.herd.secret = "mum";
    {
        LiveHerd ball(plan, {.only = {"Ball"}, .provider = nullptr});
        LiveHerd alford(stranger, {.only = {"Alford"}, .provider = nullptr});
        alford.ask("Alford", "IAMAT kiwi +1+2 3");
        // It is tried and refused again and again.
        REQUIRE(ball.await([](Herd& live) { return live.server(1).counters().invalid >= 3; }));
        CHECK(ball.record("Ball", "kiwi").empty());
        CHECK_FALSE(ball.call([](Herd& live) { return live.server(1).is_up(0); }));
        CHECK_FALSE(alford.call([](Herd& live) { return live.server(0).is_up(0); }));
    }
    // Said once, not with every try.
    CHECK(count_lines(read_log(stranger, "Alford"),
                      {"\"link_failed\"", "refused: Ball has another secret"}) == 1);
    CHECK(count_lines(read_log(plan, "Ball"), {"\"command\"", "LINK 4 Alford Ball "}) >= 3);
}

TEST_CASE("without a secret neighbours on this machine are accepted with a warning") {
    const HerdPlan plan(pair());
    LiveHerd ball(plan, {.only = {"Ball"}, .provider = nullptr});
    LiveHerd alford(plan, {.only = {"Alford"}, .provider = nullptr});
    for (const auto* herd : {&ball, &alford}) {
        REQUIRE(herd->warnings().size() == 1);
        CHECK(herd->warnings()[0].find("prove nothing") != std::string::npos);
        CHECK(herd->warnings()[0].find("secret_file") != std::string::npos);
    }
    const auto answer = alford.ask("Alford", "IAMAT kiwi +1+2 3");
    CHECK(ball.await_record("kiwi"));
    CHECK(ball.record("Ball", "kiwi") == answer);
}

TEST_CASE("a neighbour whose address is not known is warned of") {
    HerdPlan plan(pair());
    plan.config.herd.secret = "hush";
    plan.config.servers[1].port = 0;
    const LiveHerd alford(plan, {.only = {"Alford"}, .provider = nullptr});
    REQUIRE(alford.warnings().size() == 1);
    CHECK(alford.warnings()[0].find("Ball") != std::string::npos);
    CHECK(alford.warnings()[0].find("give it a port") != std::string::npos);
}

TEST_CASE("a neighbour on another machine needs a secret and is warned of without one") {
    HerdPlan plan(pair());
    plan.config.servers[1].host = "192.0.2.1";
    const LiveHerd alford(plan, {.only = {"Alford"}, .provider = nullptr});
    REQUIRE(alford.warnings().size() == 2);
    CHECK(alford.warnings()[0].find("another machine") != std::string::npos);
}

TEST_CASE("a herd in one process has nothing to be warned of") {
    const HerdPlan plan(classic_ring());
    const LiveHerd herd(plan);
    CHECK(herd.warnings().empty());
}

}  // namespace
}  // namespace herd::net
