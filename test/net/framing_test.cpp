// How a client's bytes become lines, on real sockets.

#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::net {
namespace {

using namespace test;

constexpr auto iamat_text = "IAMAT kiwi +34.068930-118.445127 1479413884.392014450";
constexpr auto kiwi = " kiwi +34.068930-118.445127 1479413884.392014450";

bool is_answer(const std::string& line) {
    return line.starts_with("AT Alford +") && line.ends_with(kiwi);
}

TEST_CASE("many commands in one segment are answered in their order") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    std::string commands;
    for (int i = 0; i < 1000; ++i) commands += "unknown " + std::to_string(i) + "\n";
    client.send(commands);
    for (int i = 0; i < 1000; ++i) CHECK(client.read_line() == "? unknown " + std::to_string(i));
}

TEST_CASE("a command that comes byte by byte is one command") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    for (const char byte : std::string(iamat_text) + "\n") client.send({&byte, 1});
    CHECK(is_answer(client.read_line()));
}

TEST_CASE("CR before LF is no part of a line") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    client.send(std::string(iamat_text) + "\r\nno command\r\n\r\n");
    CHECK(is_answer(client.read_line()));
    CHECK(client.read_line() == "? no command");
    CHECK(client.read_line() == "? ");
}

TEST_CASE("an empty line is an invalid command") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    client.send("\n \t\n");
    CHECK(client.read_line() == "? ");
    CHECK(client.read_line() == "?  \t");
    CHECK(is_answer(client.ask(iamat_text)));
}

TEST_CASE("a last line without LF that ends with the stream is a command") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    client.send(std::string("one\n") + iamat_text);
    client.end_output();
    CHECK(client.read_line() == "? one");
    CHECK(is_answer(client.read_line()));
    CHECK(client.read_rest().empty());
}

TEST_CASE("a line without LF is answered after a while and the stream stays open") {
    HerdPlan plan(single());
    plan.config.clients.unterminated_after = std::chrono::milliseconds(20);
    const LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    for (int i = 0; i < 3; ++i) {
        client.send(iamat_text);
        CHECK(is_answer(client.read_line()));
    }
    CHECK(client.ask("more") == "? more");
}

TEST_CASE("a line without LF waits for its end if it is configured to") {
    HerdPlan plan(single());
    plan.config.clients.unterminated_after.reset();
    LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    client.send("half ");
    // It has nothing to be answered by, however often the loop turns.
    for (int i = 0; i < 100; ++i) CHECK(herd.ask("Alford", "another") == "? another");
    CHECK_FALSE(client.has_input());
    CHECK(client.ask("a line") == "? half a line");
}

TEST_CASE("a connection that has its answers is closed after a silence if it is configured to") {
    HerdPlan plan(single());
    plan.config.clients.close_after = std::chrono::milliseconds(50);
    const LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    client.send(std::string(iamat_text) + "\n");
    CHECK(is_answer(client.read_line()));
    CHECK(client.read_rest().empty());
}

TEST_CASE("a line without LF is answered before a silence closes the connection") {
    HerdPlan plan(single());
    plan.config.clients.unterminated_after = std::chrono::milliseconds(60);
    plan.config.clients.close_after = std::chrono::milliseconds(20);
    const LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    client.send(iamat_text);
    CHECK(is_answer(client.read_line()));
    CHECK(client.read_rest().empty());
}

TEST_CASE("bytes that are no UTF-8 come back as they were sent") {
    const HerdPlan plan(classic_ring());
    LiveHerd herd(plan);
    const std::string name = "caf\xe9\xff\x01\x80";
    TestClient client(herd.port("Alford"));
    const auto answer = client.ask("IAMAT " + name + " +1.5-2.5 1000000000.5");
    CHECK(answer.ends_with(" " + name + " +1.5-2.5 1000000000.5"));
    CHECK(client.ask("nonsense \xc3\x28 \xf0") == "? nonsense \xc3\x28 \xf0");
    CHECK(client.ask(std::string("nul \0 byte", 10)) == std::string("? nul \0 byte", 12));
    // On the links too.
    REQUIRE(herd.await_record(name));
    TestClient far(herd.port("Ball"));
    far.send("WHATSAT " + name + " 10 5\n");
    CHECK(far.read_block().starts_with(answer + "\n{"));
}

}  // namespace
}  // namespace herd::net
