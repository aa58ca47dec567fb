// What a herd writes into its logs.

#include <filesystem>
#include <string_view>
#include <thread>

#include "support/catch.hpp"
#include "support/live_herd.hpp"
#include "support/log_file.hpp"

namespace herd::net {
namespace {

using namespace test;

/// Lets a herd of two live and die: two clients, an update that crosses the link, and a restart.
void live(const HerdPlan& plan, std::string& first_client) {
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    {
        TestClient client(herd.port("Alford"));
        first_client = client.address();
        client.ask("IAMAT kiwi +34-118 1479413884.5");
        client.ask("nonsense \xff");
        REQUIRE(herd.await_record("kiwi"));
        client.send("WHATSAT kiwi 10 5\n");
        client.read_block();
        client.end_output();
        CHECK(client.read_rest().empty());
    }
    TestClient lost(herd.port("Alford"));
    lost.ask("hello");
    lost.reset();
    REQUIRE(herd.await([](Herd& running) { return running.server(0).session_count() == 0; }));
    herd.stop_server("Ball");
    herd.start_server("Ball");
    REQUIRE(herd.await_links());
    REQUIRE(herd.await_agreement());
}

TEST_CASE("a log tells of everything that a server does") {
    const HerdPlan plan(pair());
    std::string client;
    live(plan, client);

    const auto alford = read_log(plan, "Alford");
    CHECK(count_lines(alford, {"\"started\"", "127.0.0.1:" + std::to_string(plan.port("Alford"))}) == 1);
    CHECK(count_lines(alford, {"\"stopped\""}) == 1);
    CHECK(count_lines(alford, {"\"client_open\"", "\"client 1\"", client}) == 1);
    CHECK(count_lines(alford, {"\"client_close\"", "\"client 1\"", "ended by the client"}) == 1);
    CHECK(count_lines(alford, {"\"client_open\""}) == count_lines(alford, {"\"client_close\""}));
    CHECK(count_lines(alford, {"\"client_close\"", "\"client 2\"", "Connection reset by peer"}) == 1);
    CHECK(count_lines(alford, {"\"command\"", "\"in\"", "\"client 1\"", "IAMAT kiwi +34-118 1479413884.5"}) ==
          1);
    CHECK(count_lines(alford, {"\"answer\"", "\"out\"", "\"client 1\"", "AT Alford +", "kiwi +34-118"}) == 2);
    // Bytes that are no UTF-8 stand there in hexadecimal, and what is wrong with a line in words.
    CHECK(count_lines(alford, {"\"command\"", "\"hex\":\"6e6f6e73656e736520ff\"", "unknown verb"}) == 1);
    CHECK(count_lines(alford, {"\"answer\"", "\"hex\":\"3f206e6f6e73656e736520ff0a\""}) == 1);
    CHECK(count_lines(alford, {"\"answer\"", "ZERO_RESULTS", "\\n\\n"}) == 1);
    CHECK(count_lines(alford, {"\"update\"", "\"out\"", "\"link Ball\"", "AT Alford +", "hop 1"}) == 1);
    CHECK(count_lines(alford, {"\"resync\"", "\"out\"", "\"link Ball\"", "AT Alford +"}) == 1);
    CHECK(count_lines(alford, {"\"link_up\"", "\"link Ball\""}) == 2);
    CHECK(count_lines(alford, {"\"link_down\"", "\"link Ball\""}) == 2);

    const auto ball = read_log(plan, "Ball");
    CHECK(count_lines(ball, {"\"started\""}) == 2);
    CHECK(count_lines(ball, {"\"stopped\""}) == 2);
    CHECK(count_lines(ball, {"\"update\"", "\"in\"", "\"link Alford\"", "kiwi", "hop 1, accepted"}) == 1);
    CHECK(count_lines(ball, {"\"resync\"", "\"in\"", "\"link Alford\"", "kiwi", "accepted"}) == 1);
    CHECK(count_lines(ball, {"\"client_close\"", "is the neighbour Alford"}) == 2);
}

TEST_CASE("of very many invalid lines a log says how many it has left out") {
    HerdPlan plan(single());
    constexpr std::size_t lines = 30000;
    {
        LiveHerd herd(plan);
        TestClient client(herd.port("Alford"));
        std::string text;
        for (std::size_t i = 0; i < lines; ++i) text += "x\n";
        std::thread sender([&] { client.send(text); });
        for (std::size_t i = 0; i < lines; ++i) client.read_line();
        sender.join();
    }
    // As many in a second as the machine can, so what has been left out is not known; but it is all told.
    const auto log = read_log(plan, "Alford");
    std::size_t left_out = 0;
    for (const auto& line : log) {
        const std::string_view event = "\"event\":\"left_out\"";
        const std::string_view text = "\"text\":\"";
        if (line.find(event) != std::string::npos)
            left_out += std::stoul(line.substr(line.find(text) + text.size()));
    }
    CHECK(count_lines(log, {"\"command\""}) + count_lines(log, {"\"answer\""}) + left_out == 2 * lines);
}

TEST_CASE("a log of connections has no messages") {
    HerdPlan plan(pair());
    plan.config.log.level = config::LogLevel::connections;
    std::string client;
    live(plan, client);
    const auto log = read_log(plan, "Alford");
    CHECK(count_lines(log, {"\"started\""}) == 1);
    CHECK(count_lines(log, {"\"client_open\"", client}) == 1);
    CHECK(count_lines(log, {"\"link_up\""}) == 2);
    CHECK(count_lines(log, {"kiwi"}) == 0);
    CHECK(count_lines(log, {"\"dir\""}) == 0);
}

TEST_CASE("a herd without logs makes no files") {
    HerdPlan plan(pair());
    plan.config.log.level = config::LogLevel::off;
    std::string client;
    live(plan, client);
    CHECK_FALSE(std::filesystem::exists(plan.config.log.directory));
}

TEST_CASE("a log that cannot be written is complained of once and costs no answer") {
    HerdPlan plan(pair());
    // A file is where the directory should be.
    plan.directory.write("log", "");
    LiveHerd herd(plan);
    CHECK(eventually([&] { return herd.complaints().size() == 2; }));
    {
        TestClient client(herd.port("Alford"));
        for (int i = 0; i < 500; ++i) REQUIRE(client.ask("hello") == "? hello");
    }
    herd.ask("Ball", "IAMAT kiwi +1+2 3");
    CHECK(herd.await_record("kiwi"));
    for (const auto& complaint : herd.complaints())
        CHECK(complaint.find((plan.directory / "log").string()) != std::string::npos);
    herd.stop();
    herd.finish();
    CHECK(herd.complaints().size() == 2);
}

}  // namespace
}  // namespace herd::net
