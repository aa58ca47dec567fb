// Neighbours that know the secret and still do not behave.

#include "fake_neighbour.hpp"
#include "support/catch.hpp"
#include "support/live_herd.hpp"
#include "support/log_file.hpp"

namespace herd::net {
namespace {

using namespace test;

bool is_up(LiveHerd& herd) {
    return herd.call([](Herd& live) { return live.server(1).is_up(0); });
}

TEST_CASE("a neighbour that sends garbage loses its link and nothing else happens") {
    HerdPlan plan(pair());
    plan.config.herd.secret = "hush";
    {
        LiveHerd herd(plan, {.only = {"Ball"}, .provider = nullptr});
        herd.ask("Ball", "IAMAT kiwi +1+2 3");
        for (const auto& garbage :
             {std::string(100, '\0'), std::string(100, '\xff'), std::string("IAMAT kiwi +9+9 9999\n"),
              std::string("GET / HTTP/1.1\r\nHost: herd\r\n\r\n"), std::string("\x01\0\0\0abcd\x07", 9)}) {
            FakeNeighbour fake(herd.port("Ball"), "Alford", "Ball", "hush");
            REQUIRE(eventually([&] { return is_up(herd); }));
            fake.stream().send(garbage);
            // Ball's digest, and then the end, or a reset if Ball had not read all by then.
            try {
                fake.stream().read_rest();
            } catch (const std::exception&) {
            }
            CHECK(eventually([&] { return !is_up(herd); }));
        }
        CHECK(herd.ask("Ball", "hello") == "? hello");
        CHECK(herd.record("Ball", "kiwi").ends_with("kiwi +1+2 3"));

        // The real one is welcome all the same.
        LiveHerd other(plan, {.only = {"Alford"}, .provider = nullptr});
        CHECK(other.await_record("kiwi"));
    }
    const auto log = read_log(plan, "Ball");
    CHECK(count_lines(log, {"\"link_up\"", "link Alford"}) == 6);
    CHECK(count_lines(log, {"\"link_down\"", "link Alford", "checksum does not match"}) +
              count_lines(log, {"\"link_down\"", "link Alford", "frame too long"}) ==
          5);
}

TEST_CASE("a dialled server that sends garbage is dialled again") {
    TestListener ball;
    HerdPlan plan(pair());
    plan.config.herd.secret = "hush";
    plan.config.servers[1].port = ball.port();
    LiveHerd herd(plan, {.only = {"Alford"}, .provider = nullptr});
    for (int round = 0; round < 3; ++round) {
        TestClient link = ball.accept();
        const auto hello = parse_hello(link.read_line());
        REQUIRE(hello);
        CHECK(hello->from == "Alford");
        CHECK(hello->to == "Ball");
        REQUIRE(is_proven(*hello, "hush"));
        auto handshake = Handshake::accept(*hello, "hush");
        link.send(handshake.take_output());
        REQUIRE(handshake.on_bytes(link.read_line() + "\n") == Handshake::State::proven);
        link.send(std::string(64, '\xff'));
        CHECK(eventually([&] { return !herd.call([](Herd& live) { return live.server(0).is_up(0); }); }));
    }
}

TEST_CASE("a dialled server that is somebody else is dialled again and the log says what is wrong") {
    TestListener ball;
    HerdPlan plan(pair());
    plan.config.herd.secret = "hush";
    plan.config.servers[1].port = ball.port();
    {
        LiveHerd herd(plan, {.only = {"Alford"}, .provider = nullptr});
        for (const auto* answer : {"? LINK 4 Alford Ball\n", "HTTP/1.1 400 Bad Request\r\n",
                                   "LINK 4 Ball Alford 0123456789abcdef0123456789abcdef 0123\n",
                                   "LINK 4 Welsh Alford 0123456789abcdef0123456789abcdef 0123\n"}) {
            TestClient link = ball.accept();
            REQUIRE(parse_hello(link.read_line()));
            link.send(answer);
            CHECK(link.read_rest().empty());
        }
        TestClient silent = ball.accept();
        REQUIRE(parse_hello(silent.read_line()));
        CHECK(silent.read_rest().empty());
        CHECK(herd.ask("Alford", "hello") == "? hello");
        CHECK_FALSE(herd.call([](Herd& live) { return live.server(0).is_up(0); }));
    }
    const auto log = read_log(plan, "Alford");
    CHECK(count_lines(log, {"\"link_up\""}) == 0);
    CHECK(count_lines(log, {"\"link_failed\"", "refused: Ball has another secret"}) == 1);
    CHECK(count_lines(log, {"\"link_failed\"", "what answers is not Ball"}) == 2);
    CHECK(count_lines(log, {"\"link_failed\"", "what answers does not know the secret"}) == 1);
    CHECK(count_lines(log, {"\"link_failed\"", "no answer to the handshake"}) == 1);
}

TEST_CASE("a new connection of a neighbour takes the place of the old one") {
    HerdPlan plan(pair());
    plan.config.herd.secret = "hush";
    {
        LiveHerd herd(plan, {.only = {"Ball"}, .provider = nullptr});
        FakeNeighbour first(herd.port("Ball"), "Alford", "Ball", "hush");
        REQUIRE(eventually([&] { return is_up(herd); }));
        const FakeNeighbour second(herd.port("Ball"), "Alford", "Ball", "hush");
        // The first one has a digest, and then the end.
        CHECK_FALSE(first.stream().read_rest().empty());
        CHECK(is_up(herd));
    }
    const auto log = read_log(plan, "Ball");
    CHECK(count_lines(log, {"\"link_up\""}) == 2);
    CHECK(count_lines(log, {"\"link_down\"", "the neighbour has made a new connection"}) == 1);
}

}  // namespace
}  // namespace herd::net
