// Playing against servers that run elsewhere: here small ones of the test's own, which keep to the protocol
// more or less.

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

#include "scenario/against_stage.hpp"
#include "scenario/play.hpp"
#include "support/fake_server.hpp"
#include "support/patience.hpp"
#include "support/reading.hpp"
#include "support/reserved_port.hpp"

namespace herd::scenario {
namespace {

using namespace std::chrono_literals;
using test::answer_lines;
using test::FakeServer;
using test::TestClient;

constexpr auto iamat = "IAMAT kiwi +1+1 1";
constexpr auto kiwi_at = "AT Alford +0.1 kiwi +1+1 1";

/// The stage of servers called Alford, Ball and so on.
std::unique_ptr<Stage> stage_of(const std::vector<std::uint16_t>& ports) {
    config::Config config;
    for (std::size_t i = 0; i < ports.size(); ++i) {
        config.servers.push_back({.name = i == 0 ? "Alford" : i == 1 ? "Ball" : "Welsh", .port = ports[i]});
    }
    auto stage = make_against_stage(config);
    REQUIRE(stage);
    return std::move(*stage);
}

/// Asks one server one thing.
Result<std::string, std::string> ask(const FakeServer& server, std::vector<std::string> lines,
                                     nanoseconds patience = 30s) {
    return stage_of({server.port()})->send({{"Alford", std::move(lines)}}, patience).front();
}

/// Two servers of which the second one hears of a record only when it has been asked a few times.
struct SlowHerd {
    explicit SlowHerd(int looks) : looks_left(looks) {}

    std::string answer(bool is_first, const std::string& line) {
        const std::lock_guard lock(mutex);
        if (line.starts_with("IAMAT ")) {
            record = kiwi_at;
            return record + "\n";
        }
        const bool has_heard = is_first || looks_left-- <= 0;
        if (record.empty() || !has_heard) return "? " + line + "\n";
        return record + "\n{\n}\n\n";
    }

    std::mutex mutex;
    std::string record;
    std::atomic<int> looks_left;
    FakeServer alford{answer_lines([this](const std::string& line) { return answer(true, line); })};
    FakeServer ball{answer_lines([this](const std::string& line) { return answer(false, line); })};
};

TEST_CASE("an answer may come in the oddest pieces") {
    const std::string text = "AT Alford +0.1 kiwi +1+1 1\n? x\nAT A 1\n{\n}\n\n";
    FakeServer server([&](TestClient& client) {
        for (int line = 0; line < 3; ++line) client.read_line();
        for (const char byte : text) client.send({&byte, 1});
        client.read_line();
    });
    const auto answer = ask(server, {iamat, "x", "WHATSAT kiwi 1 1"});
    REQUIRE(answer);
    CHECK(*answer == text);
}

TEST_CASE("neither side has to end its stream") {
    FakeServer server(answer_lines([](const std::string&) { return "? x\n"; }));
    CHECK(ask(server, {"x"}).value() == "? x\n");
}

TEST_CASE("a server that closes early is told of with what it has answered") {
    FakeServer server([](TestClient& client) {
        client.read_line();
        client.send("? a\n? b");
    });
    const auto answer = ask(server, {"a", "b"});
    REQUIRE_FALSE(answer);
    CHECK(answer.error() == "Alford at 127.0.0.1:" + std::to_string(server.port()) +
                                ": the server closed the connection, after 1 of 2 answers");
}

TEST_CASE("a server that never answers costs no more than patience") {
    FakeServer server([](TestClient& client) { client.read_rest(); });
    const auto answer = ask(server, {"a"}, 50ms);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().find("no answer in time") != std::string::npos);
}

TEST_CASE("a server that answers in part is told of when patience ends") {
    FakeServer server([](TestClient& client) {
        client.send("? a\n? b");
        client.read_rest();
    });
    const auto answer = ask(server, {"a", "b"}, 50ms);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().find("only 1 of 2 answers in time") != std::string::npos);
}

TEST_CASE("a server that does not read is told of when patience ends") {
    std::atomic<bool> is_over = false;
    FakeServer deaf([&](TestClient&) {
        while (!is_over) std::this_thread::yield();
    });
    const auto answer = ask(deaf, std::vector<std::string>(32, std::string(1 << 20, 'x')), 50ms);
    is_over = true;
    REQUIRE_FALSE(answer);
    CHECK(answer.error().find("does not read what it is sent") != std::string::npos);
}

TEST_CASE("a server that says more than anybody reads is cut off") {
    FakeServer server([](TestClient& client) {
        for (;;) client.send(std::string(1 << 20, 'x'));
    });
    const auto answer = ask(server, {"a"});
    REQUIRE_FALSE(answer);
    CHECK(answer.error().find("more than 16 MiB") != std::string::npos);
}

TEST_CASE("a server that is not there is told of at once") {
    const test::ReservedPort nobody;
    const auto stage = stage_of({nobody.number()});
    const auto answer = stage->send({{"Alford", {"a"}}}, 30s).front();
    REQUIRE_FALSE(answer);
    CHECK(answer.error() ==
          "Alford at 127.0.0.1:" + std::to_string(nobody.number()) + ": Connection refused");
}

TEST_CASE("a host that is unknown is told of") {
    config::Config config;
    config.servers.push_back({.name = "Alford", .host = "no host", .port = 8101});
    const auto stage = make_against_stage(config);
    REQUIRE(stage);
    CHECK_FALSE((*stage)->send({{"Alford", {"a"}}}, 30s).front());
}

TEST_CASE("all clients of a race have sent before any is answered") {
    std::atomic<int> heard = 0;
    const auto talk = [&](TestClient& client) {
        const auto line = client.read_line();
        ++heard;
        // Nobody is answered before both have been heard.
        while (heard < 2) std::this_thread::yield();
        client.send("? " + line + "\n");
        client.read_rest();
    };
    FakeServer alford(talk);
    FakeServer ball(talk);
    const auto answers =
        stage_of({alford.port(), ball.port()})->send({{"Ball", {"b"}}, {"Alford", {"a"}}}, 30s);
    REQUIRE(answers.size() == 2);
    CHECK(answers[0].value() == "? b\n");
    CHECK(answers[1].value() == "? a\n");
}

TEST_CASE("an answer that is not awaited leaves the connection open until the end") {
    std::atomic<bool> has_heard = false;
    std::atomic<bool> is_closed = false;
    FakeServer server([&](TestClient& client) {
        client.read_line();
        has_heard = true;
        client.read_rest();
        is_closed = true;
    });
    {
        const auto stage = stage_of({server.port()});
        CHECK(stage->send({{"Alford", {"a"}, false}}, 30s).front().value().empty());
        CHECK(test::eventually([&] { return has_heard.load(); }));
        CHECK_FALSE(is_closed);
    }
    CHECK(test::eventually([&] { return is_closed.load(); }));
}

TEST_CASE("a record is the first line of what a server says of a client") {
    FakeServer server(answer_lines([](const std::string& line) {
        if (line == "WHATSAT kiwi 1 1") return std::string(kiwi_at) + "\r\n{\n}\n\n";
        return "? " + line + "\n";
    }));
    const auto stage = stage_of({server.port()});
    CHECK(stage->record("Alford", "kiwi").value() == std::optional<std::string>(kiwi_at));
    CHECK(stage->record("Alford", "emu").value() == std::nullopt);
}

TEST_CASE("a record is read although the server closes before its answer ends") {
    FakeServer server([](TestClient& client) {
        client.read_line();
        client.send(std::string(kiwi_at) + "\n{\n}\n");
    });
    CHECK(stage_of({server.port()})->record("Alford", "kiwi").value() == std::optional<std::string>(kiwi_at));
}

TEST_CASE("servers have settled when all have the same record of each client that was sent") {
    SlowHerd herd(3);
    const auto stage = stage_of({herd.alford.port(), herd.ball.port()});
    CHECK(stage->settle(30s, false));
    REQUIRE(stage->send({{"Alford", {iamat}}}, 30s).front());
    CHECK(stage->settle(30s, false));
    CHECK(herd.looks_left < 0);
    CHECK(stage->record("Ball", "kiwi").value() == std::optional<std::string>(kiwi_at));
}

TEST_CASE("servers that never agree do not settle") {
    SlowHerd herd(1'000'000);
    const auto stage = stage_of({herd.alford.port(), herd.ball.port()});
    REQUIRE(stage->send({{"Alford", {iamat}}}, 30s).front());
    const auto settled = stage->settle(1s, false);
    REQUIRE_FALSE(settled);
    CHECK(settled.error().why == "kiwi: Alford has " + std::string(kiwi_at) + ", but Ball has no record");
}

TEST_CASE("a server that is silent does not settle") {
    FakeServer server([](TestClient& client) { client.read_rest(); });
    const auto stage = stage_of({server.port()});
    stage->send({{"Alford", {iamat}, false}}, 30s);
    const auto settled = stage->settle(50ms, false);
    REQUIRE_FALSE(settled);
    CHECK(settled.error().why.find("no answer in time") != std::string::npos);
}

TEST_CASE("a scenario is played against servers with the steps that they allow") {
    SlowHerd herd(2);
    const auto stage = stage_of({herd.alford.port(), herd.ball.port()});
    const auto scenario = scenario_of(
        "[servers]\nAlford = {}\nBall = {}\n[topology]\nAlford = [\"Ball\"]\n"
        "[[step]]\nabsent = { client = \"kiwi\", at = [\"Alford\", \"Ball\"] }\n"
        "[[step]]\nsend = \"IAMAT kiwi +1+1 1\"\nto = \"Alford\"\nexpect = \"AT Alford * kiwi +1+1 1\"\n"
        "[[step]]\nsettle = \"30s\"\n"
        "[[step]]\nconverged = \"kiwi\"\n"
        "[[step]]\nmessages = { client = \"kiwi\", count = 1 }\n"
        "[[step]]\nrecord = { client = \"kiwi\", at = \"Ball\", line = \"AT Alford * kiwi +1+1 1\" }\n");
    const auto verdict = play(scenario, *stage);
    CHECK(verdict.outcome == Outcome::passed);
    CHECK(verdict.notes == Lines{"1 of 6 steps left out: need a trace"});
}

TEST_CASE("a scenario about other servers is not played") {
    config::Config config;
    config.servers = {{.name = "Alford", .port = 1}, {.name = "Ball", .port = 2}};
    const auto other = scenario_of("[servers]\nAlford = {}\nWelsh = {}\n[[step]]\nsettle = \"1s\"\n");
    CHECK(find_mismatch(other, config) == "is about other servers: Alford, Welsh");
    const auto same = scenario_of("[servers]\nBall = {}\nAlford = {}\n[[step]]\nsettle = \"1s\"\n");
    CHECK_FALSE(find_mismatch(same, config));
}

TEST_CASE("a file that does not tell the ports of its servers is of no use") {
    config::Config config;
    config.servers = {{.name = "Alford", .port = 0}, {.name = "Ball", .port = 8102}};
    const auto stage = make_against_stage(config);
    REQUIRE_FALSE(stage);
    CHECK(stage.error() == "port 0 does not say where a server runs: give the port of Alford");
}

}  // namespace
}  // namespace herd::scenario
