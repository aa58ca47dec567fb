// Servers that go and come back.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>

#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::net {
namespace {

using namespace test;

TEST_CASE("a server that comes back is linked again and learns what it missed") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    herd.ask("Alford", "IAMAT before +1+2 3");
    REQUIRE(herd.await_record("before"));
    herd.stop_server("Ball");
    // What is said while it is away goes the other way round.
    herd.ask("Welsh", "IAMAT meanwhile +1+2 3");
    REQUIRE(herd.await_record("meanwhile"));
    herd.start_server("Ball");
    CHECK(herd.await_links());
    CHECK(herd.await_agreement());
    CHECK(herd.record("Ball", "before") == herd.record("Alford", "before"));
    CHECK(herd.record("Ball", "meanwhile") == herd.record("Alford", "meanwhile"));
    CHECK_FALSE(herd.record("Ball", "meanwhile").empty());
}

TEST_CASE("a server that was alone gives what it was told to those that come back") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    for (const auto* name : {"Alford", "Ball", "Hamilton", "Welsh"}) herd.stop_server(name);
    const auto answer = herd.ask("Holiday", "IAMAT kiwi +1+2 3");
    for (const auto* name : {"Ball", "Hamilton", "Alford", "Welsh"}) herd.start_server(name);
    CHECK(herd.await_record("kiwi"));
    CHECK(herd.record("Alford", "kiwi") == answer);
}

TEST_CASE("an update that a server took is known to its neighbours although it stops at once") {
    const HerdPlan plan(pair());
    LiveHerd herd(plan);
    for (int round = 0; round < 20; ++round) {
        CAPTURE(round);
        REQUIRE(herd.await_links());
        const std::string client = "phone" + std::to_string(round);
        {
            TestClient phone(herd.port("Alford"));
            phone.ask("IAMAT " + client + " +1+2 3");
            herd.stop_server("Alford");
        }
        CHECK(eventually([&] { return !herd.record("Ball", client).empty(); }));
        herd.start_server("Alford");
    }
}

TEST_CASE("a server starts again with clients of its former life still there") {
    const HerdPlan plan(single());
    LiveHerd herd(plan);
    for (int round = 0; round < 2; ++round) {
        TestClient client(herd.port("Alford"));
        CHECK(client.ask("hello") == "? hello");
        herd.stop_server("Alford");
        CHECK(client.read_rest().empty());
        herd.start_server("Alford");
        CHECK(herd.ask("Alford", "hello") == "? hello");
    }
}

/// One round of stops, starts and writes in any order, at the end of which all servers run again. Returns
/// how long they took to agree.
std::chrono::microseconds stop_and_start(LiveHerd& herd, const std::vector<std::string>& names,
                                         std::mt19937& random, int round) {
    std::vector<bool> runs(names.size(), true);
    const auto running = [&] { return std::count(runs.begin(), runs.end(), true); };
    int clients = 0;
    std::string last;
    const auto write = [&](std::size_t server) {
        last = "phone" + std::to_string(random() % 20) + "-" + std::to_string(round);
        herd.ask(names[server], "IAMAT " + last + " +34-118 " + std::to_string(1000 + ++clients));
    };
    for (int step = 0; step < 40; ++step) {
        const std::size_t server = random() % names.size();
        if (runs[server] && random() % 3 != 0) {
            write(server);
        } else if (!runs[server]) {
            herd.start_server(names[server]);
            runs[server] = true;
        } else if (running() > 1) {
            herd.stop_server(names[server]);
            runs[server] = false;
        }
    }
    const auto survivor = static_cast<std::size_t>(std::find(runs.begin(), runs.end(), true) - runs.begin());
    write(survivor);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!runs[i]) herd.start_server(names[i]);
    }
    const auto start = std::chrono::steady_clock::now();
    REQUIRE(herd.await_agreement());
    const auto end = std::chrono::steady_clock::now();
    CHECK_FALSE(herd.record(names[survivor], last).empty());
    REQUIRE(herd.await_links());
    CHECK(herd.await_agreement());
    return std::chrono::duration_cast<std::chrono::microseconds>(end - start);
}

TEST_CASE("all servers agree after any sequence of stops and starts under writes") {
    HerdPlan plan(classic_ring());
    plan.config.log.level = config::LogLevel::connections;
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    std::mt19937 random(20);
    std::chrono::microseconds longest{};
    for (int round = 0; round < 12; ++round) {
        CAPTURE(round);
        longest = std::max(longest, stop_and_start(herd, classic_ring().names, random, round));
    }
    std::printf("agreed %.1f ms after the last start, at the latest\n",
                static_cast<double>(longest.count()) / 1000);
}

}  // namespace
}  // namespace herd::net
