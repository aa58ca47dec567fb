// Clients that pose as servers.

#include "fake_neighbour.hpp"
#include "support/catch.hpp"
#include "support/live_herd.hpp"
#include "support/log_file.hpp"

namespace herd::net {
namespace {

using namespace test;

const std::string some_nonce = "0123456789abcdef0123456789abcdef";

bool is_link_up(LiveHerd& herd) {
    return herd.call([](Herd& live) { return live.server(1).is_up(0); });
}

std::string hello_line(const std::string& from, const std::string& to, const LinkKey& key) {
    auto line = Handshake::dial(from, to, key).take_output();
    line.pop_back();
    return line;
}

/// Whether a line that poses as a hello is an invalid command, and its client a client like any other.
void check_refused(LiveHerd& herd, const std::string& line) {
    CAPTURE(line);
    TestClient client(herd.port("Ball"));
    CHECK(client.ask(line) == "? " + line);
    CHECK(client.ask("hello") == "? hello");
    CHECK_FALSE(is_link_up(herd));
}

TEST_CASE("an AT line of a client is an invalid command") {
    const HerdPlan plan(pair());
    LiveHerd herd(plan);
    const std::string line = "AT Alford +0.263873386 kiwi +34.068930-118.445127 1479413884.392014450";
    CHECK(herd.ask("Ball", line) == "? " + line);
    CHECK(herd.record("Ball", "kiwi").empty());
    CHECK(herd.record("Alford", "kiwi").empty());
}

TEST_CASE("a hello without the right proof is an invalid command") {
    HerdPlan plan(pair());
    plan.config.herd.secret = "hush";
    LiveHerd herd(plan, {.only = {"Ball"}, .provider = nullptr});
    check_refused(herd, "LINK 4 Alford Ball " + some_nonce + " -");
    check_refused(herd, "LINK 4 Alford Ball " + some_nonce + " " + std::string(64, '0'));
    check_refused(herd, hello_line("Alford", "Ball", "hush!"));
    check_refused(herd, hello_line("Alford", "Ball", std::nullopt));
    check_refused(herd, hello_line("Alford", "Ball", ""));
    // From a server that is none, that is no neighbour, or to another one.
    check_refused(herd, hello_line("Moa", "Ball", "hush"));
    check_refused(herd, hello_line("Ball", "Ball", "hush"));
    check_refused(herd, hello_line("Alford", "Welsh", "hush"));
    check_refused(herd, hello_line("Ball", "Alford", "hush"));
    check_refused(herd, "LINK 5" + hello_line("Alford", "Ball", "hush").substr(6));
    check_refused(herd, hello_line("Alford", "Ball", "hush") + " more");
}

TEST_CASE("a hello that is not the first line is an invalid command") {
    HerdPlan plan(pair());
    plan.config.herd.secret = "hush";
    LiveHerd herd(plan, {.only = {"Ball"}, .provider = nullptr});
    const auto hello = hello_line("Alford", "Ball", "hush");
    TestClient client(herd.port("Ball"));
    client.send("first\n" + hello + "\n");
    CHECK(client.read_line() == "? first");
    CHECK(client.read_line() == "? " + hello);
}

TEST_CASE("servers of one process prove themselves with a key that nobody else has") {
    const HerdPlan plan(pair());
    LiveHerd herd(plan);
    REQUIRE(herd.await_links());
    for (const auto& hello : {hello_line("Alford", "Ball", std::nullopt), hello_line("Alford", "Ball", "")}) {
        CHECK(herd.ask("Ball", hello) == "? " + hello);
    }
    CHECK(is_link_up(herd));
}

TEST_CASE("a hello that was overheard fails at the challenge and disturbs no link") {
    HerdPlan plan(pair());
    plan.config.herd.secret = "hush";
    {
        LiveHerd herd(plan, {.only = {"Ball"}, .provider = nullptr});
        // The neighbour's own words, all of them overheard.
        auto handshake = Handshake::dial("Alford", "Ball", "hush");
        const std::string hello = handshake.take_output();
        TestClient neighbour(herd.port("Ball"));
        neighbour.send(hello);
        REQUIRE(handshake.on_bytes(neighbour.read_line() + "\n") == Handshake::State::proven);
        const std::string proof = handshake.take_output();
        neighbour.send(proof);
        REQUIRE(eventually([&] { return is_link_up(herd); }));

        for (int i = 0; i < 3; ++i) {
            TestClient impostor(herd.port("Ball"));
            impostor.send(hello);
            CHECK(impostor.read_line().starts_with("LINK 4 Ball Alford "));
            impostor.send(proof);
            CHECK(impostor.read_rest().empty());
        }
        CHECK(is_link_up(herd));
    }
    const auto log = read_log(plan, "Ball");
    CHECK(count_lines(log, {"\"link_up\""}) == 1);
    CHECK(count_lines(log, {"\"link_failed\"", "what dials as Alford does not know the secret"}) == 1);
    // That of the neighbour's own end.
    CHECK(count_lines(log, {"\"link_down\""}) == 1);
}

TEST_CASE("a handshake may come byte by byte and with what follows it") {
    HerdPlan plan(pair());
    plan.config.herd.secret = "hush";
    LiveHerd herd(plan, {.only = {"Ball"}, .provider = nullptr});
    auto handshake = Handshake::dial("Alford", "Ball", "hush");
    TestClient neighbour(herd.port("Ball"));
    for (const char byte : handshake.take_output()) neighbour.send({&byte, 1});
    REQUIRE(handshake.on_bytes(neighbour.read_line() + "\n") == Handshake::State::proven);
    for (const char byte : handshake.take_output()) neighbour.send({&byte, 1});
    CHECK(eventually([&] { return is_link_up(herd); }));
}

TEST_CASE("a client that only begins like a neighbour is answered") {
    HerdPlan plan(pair());
    plan.config.clients.unterminated_after = std::chrono::milliseconds(20);
    const LiveHerd herd(plan);
    for (const std::string beginning : {"L", "LINK", "LINK 4 ", "LINK 4 Alford Ball"}) {
        TestClient client(herd.port("Ball"));
        client.send(beginning);
        CHECK(client.read_line() == "? " + beginning);
        TestClient ended(herd.port("Ball"));
        ended.send(beginning);
        ended.end_output();
        CHECK(ended.read_rest() == "? " + beginning + "\n");
    }
    TestClient client(herd.port("Ball"));
    client.send("LINK 4 " + std::string(600, 'x'));
    CHECK(client.ask(" IAMAT") == "? LINK 4 " + std::string(600, 'x') + " IAMAT");
}

}  // namespace
}  // namespace herd::net
