// Where servers listen, and what happens if they cannot.

#include <algorithm>

#include "support/catch.hpp"
#include "support/live_herd.hpp"
#include "support/test_provider.hpp"

namespace herd::net {
namespace {

using namespace test;

const fault::Fault start_alford{fault::Start{"Alford"}, std::nullopt};

Herd make_herd(const HerdPlan& plan) {
    std::vector<core::ServerIndex> hosted;
    for (core::ServerIndex server = 0; server < plan.config.servers.size(); ++server)
        hosted.push_back(server);
    return Herd(
        plan.config, hosted, make_empty_provider(), [](const std::string&) {}, 1);
}

TEST_CASE("a port that is taken is a fault of its server and no other server listens") {
    const TestListener taken;
    HerdPlan plan(classic_ring());
    plan.config.servers[2].port = taken.port();
    Herd herd = make_herd(plan);
    const auto listening = herd.listen();
    REQUIRE_FALSE(listening);
    CHECK(listening.error().server == "Hamilton");
    CHECK(listening.error().host == "127.0.0.1");
    CHECK(listening.error().port == taken.port());
    CHECK(format_fault(listening.error()) ==
          "Hamilton cannot listen on 127.0.0.1:" + std::to_string(taken.port()) + ": Address already in use");
    for (const auto* name : {"Alford", "Ball", "Holiday", "Welsh"})
        CHECK_FALSE(is_listening(plan.port(name)));
}

TEST_CASE("two herds do not share their ports") {
    const HerdPlan plan(classic_ring());
    const LiveHerd first(plan);
    Herd second = make_herd(plan);
    const auto listening = second.listen();
    REQUIRE_FALSE(listening);
    CHECK(listening.error().server == "Alford");
}

TEST_CASE("port 0 is a free port that is told") {
    HerdPlan plan(classic_ring());
    for (auto& server : plan.config.servers) server.port = 0;
    LiveHerd herd(plan);
    std::vector<std::uint16_t> ports;
    for (const auto& name : classic_ring().names) {
        ports.push_back(herd.port(name));
        CHECK(ports.back() != 0);
        CHECK(herd.ask(name, "hello " + name) == "? hello " + name);
    }
    std::sort(ports.begin(), ports.end());
    CHECK(std::unique(ports.begin(), ports.end()) == ports.end());
    CHECK(herd.await_links());
}

TEST_CASE("a server that is started again listens on the port that it had") {
    HerdPlan plan(single());
    plan.config.servers[0].port = 0;
    LiveHerd herd(plan);
    const auto port = herd.port("Alford");
    herd.stop_server("Alford");
    CHECK(eventually([&] { return !is_listening(port); }));
    herd.start_server("Alford");
    CHECK(herd.port("Alford") == port);
    CHECK(herd.ask("Alford", "hello") == "? hello");
}

TEST_CASE("a server that cannot listen again says why and starts when it can") {
    const HerdPlan plan(single());
    LiveHerd herd(plan);
    herd.stop_server("Alford");
    {
        const LiveHerd other(plan);
        REQUIRE(herd.await([](Herd& live) { return live.state(0) == ServerState::stopped; }));
        const auto started = herd.call([](Herd& live) { return live.apply(start_alford); });
        REQUIRE_FALSE(started);
        CHECK(started.error() == "Alford cannot listen on 127.0.0.1:" + std::to_string(plan.port("Alford")) +
                                     ": Address already in use");
        CHECK_FALSE(herd.call([](Herd& live) { return live.is_running(0); }));
    }
    herd.start_server("Alford");
    CHECK(herd.ask("Alford", "hello") == "? hello");
}

TEST_CASE("to start a server that runs or to stop one that is stopped changes nothing") {
    const HerdPlan plan(single());
    LiveHerd herd(plan);
    herd.ask("Alford", "IAMAT kiwi +1+2 3");
    CHECK(herd.call([](Herd& live) { return live.apply(start_alford); }));
    CHECK_FALSE(herd.record("Alford", "kiwi").empty());
    herd.stop_server("Alford");
    herd.stop_server("Alford");
    CHECK_FALSE(herd.call([](Herd& live) { return live.is_running(0); }));
    // What it knew may be looked at still.
    CHECK_FALSE(herd.record("Alford", "kiwi").empty());
    herd.start_server("Alford");
    CHECK(herd.record("Alford", "kiwi").empty());
}

TEST_CASE("a host may be a name") {
    HerdPlan plan(pair());
    for (auto& server : plan.config.servers) server.host = "localhost";
    // The name may stand for other addresses than the one where the plan's ports are reserved.
    for (auto& server : plan.config.servers) server.port = 0;
    LiveHerd herd(plan);
    CHECK(herd.await_links());
    herd.ask("Alford", "IAMAT kiwi +1+2 3");
    CHECK(herd.await_record("kiwi"));
}

TEST_CASE("a host may be an IPv6 address") {
    try {
        HerdPlan plan(pair());
        for (auto& server : plan.config.servers) server = {server.name, "::1", 0};
        LiveHerd herd(plan);
        CHECK(herd.await_links());
        TestClient client(herd.port("Ball"), {.host = "::1", .receive_buffer = 0});
        CHECK(client.ask("hello") == "? hello");
    } catch (const std::runtime_error& error) {
        WARN("no IPv6 on this machine: " << error.what());
    }
}

TEST_CASE("a server at every address is dialled over loopback") {
    HerdPlan plan(pair());
    for (auto& server : plan.config.servers) server = {server.name, "0.0.0.0", 0};
    LiveHerd herd(plan);
    CHECK(herd.await_links());
    CHECK(herd.warnings().empty());
}

}  // namespace
}  // namespace herd::net
