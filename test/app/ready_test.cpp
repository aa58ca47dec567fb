// How `herd up` says that it is ready.

#include <csignal>

#include "herd_file.hpp"
#include "support/catch.hpp"
#include "support/test_client.hpp"

namespace herd::app {
namespace {

using namespace test;

std::string address(const std::string& server, std::uint16_t port) {
    return "\"" + server + "\":{\"host\":\"127.0.0.1\",\"port\":" + std::to_string(port) + "}";
}

TEST_CASE("up says READY when all servers answer and are linked") {
    const HerdFile file;
    Up up(file);
    CHECK(up.ready() == "{\"pid\":" + std::to_string(up.process().id()) + ",\"servers\":{" +
                            address("Alford", file.port(0)) + "," + address("Ball", file.port(1)) + "}}");
    TestClient alford(file.port(0));
    const auto answer = alford.ask("IAMAT kiwi +34.068930-118.445127 1479413884.392014450");
    TestClient ball(file.port(1));
    CHECK(answer.starts_with("AT Alford +"));
    // The link has been up since before READY, so the update only has to cross it.
    std::string line;
    do {
        ball.send("NEARBY kiwi 1 1\n");
        line = ball.read_line();
        if (!line.starts_with("?")) ball.read_line();
    } while (line.starts_with("?"));
    CHECK(line == answer);
}

TEST_CASE("up writes the same JSON to the ready file") {
    const HerdFile file;
    file.directory().write("ready.json", "what an earlier herd left");
    Up up(file, {"--ready-file", "ready.json"});
    CHECK(read_file(file.directory() / "ready.json") == up.ready() + "\n");
    // It was written beside and renamed, and nothing is left of that.
    for (const auto& entry : std::filesystem::directory_iterator(file.directory().path())) {
        const auto name = entry.path().filename().string();
        CHECK((name == "herd.toml" || name == "log" || name == "ready.json"));
    }
}

TEST_CASE("a ready file that cannot be written ends the herd") {
    const HerdFile file;
    const auto outcome = file.run({"up", "--ready-file", "nowhere/ready.json"});
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CHECK(contains(outcome.err, "--ready-file"));
    CHECK(contains(outcome.err, "No such file or directory"));
}

TEST_CASE("a herd that cannot start leaves no ready file of an earlier one") {
    const TestListener taken;
    const HerdFile file("[servers.Welsh]\nport = " + std::to_string(taken.port()) + "\n");
    file.directory().write("ready.json", "what an earlier herd left");
    CHECK(file.run({"up", "--ready-file", "ready.json"}).status == 3);
    CHECK_FALSE(std::filesystem::exists(file.directory() / "ready.json"));
}

TEST_CASE("up with only some servers starts and tells of just these") {
    const HerdFile file;
    Up up(file, {"--only", "Ball"});
    CHECK(up.ready() == "{\"pid\":" + std::to_string(up.process().id()) + ",\"servers\":{" +
                            address("Ball", file.port(1)) + "}}");
    CHECK_FALSE(is_listening(file.port(0)));
    CHECK(TestClient(file.port(1)).ask("hello") == "? hello");
    up.process().signal(SIGTERM);
    const auto outcome = up.process().finish();
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.err, "warning: links to other processes prove nothing"));
}

TEST_CASE("two processes with the same secret are one herd") {
    const HerdFile file("[herd]\nsecret_file = \"secret\"\n");
    file.directory().write("secret", "hush\n");
    Up alford(file, {"--only", "Alford"});
    Up ball(file, {"--only", "Ball"});
    const auto answer = TestClient(file.port(0)).ask("IAMAT kiwi +1+2 3");
    TestClient client(file.port(1));
    std::string line;
    do {
        line = client.ask("NEARBY kiwi 1 0");
    } while (line.starts_with("?"));
    CHECK(line == answer);
    for (Up* up : {&alford, &ball}) {
        up->process().signal(SIGTERM);
        const auto outcome = up->process().finish();
        CHECK(outcome.status == 0);
        CHECK(outcome.err.empty());
    }
}

TEST_CASE("up tells which free ports it has chosen") {
    const HerdFile file;
    file.directory().write("free.toml", "servers.Alford.port = 0\n");
    Up up(file, {"--config", "free.toml"});
    const auto at = up.ready().find("\"port\":");
    REQUIRE(at != std::string::npos);
    const int port = std::stoi(up.ready().substr(at + 7));
    CHECK(TestClient(static_cast<std::uint16_t>(port)).ask("hello") == "? hello");
}

TEST_CASE("READY tells where the control API is, and it answers there") {
    const ReservedPort port;
    const HerdFile file("[control]\nport = " + std::to_string(port.number()) + "\n");
    Up up(file);
    CHECK(up.ready().ends_with("," + address("control", port.number()) + "}"));
    TestClient client(port.number());
    client.send("GET /readyz HTTP/1.1\r\nHost: localhost:" + std::to_string(port.number()) + "\r\n\r\n");
    CHECK(client.read_line() == "HTTP/1.1 200 OK\r");
    // A connection that stays open keeps the herd from nothing.
    up.process().signal(SIGTERM);
    CHECK(up.process().finish().status == 0);
}

TEST_CASE("a herd whose control API cannot listen does not start") {
    const TestListener taken;
    const HerdFile file("[control]\nport = " + std::to_string(taken.port()) + "\n");
    const auto outcome = file.run({"up"});
    CHECK(outcome.status == 3);
    CHECK(outcome.out.empty());
    CHECK(outcome.err == "herd: [control]: cannot listen on 127.0.0.1:" + std::to_string(taken.port()) +
                             ": Address already in use\n");
}

TEST_CASE("of processes that run one file, the first has the control API and the others do without") {
    const ReservedPort port;
    const HerdFile file("[control]\nport = " + std::to_string(port.number()) + "\n");
    Up alford(file, {"--only", "Alford"});
    CHECK(contains(alford.ready(), "\"control\""));
    Up ball(file, {"--only", "Ball"});
    CHECK_FALSE(contains(ball.ready(), "\"control\""));
    ball.process().signal(SIGTERM);
    CHECK(contains(ball.process().finish().err,
                   "warning: [control]: cannot listen on 127.0.0.1:" + std::to_string(port.number()) +
                       ": Address already in use; this process has no control API\n"));
}

TEST_CASE("a token that the environment lacks is a fault of the configuration") {
    const HerdFile file("[control]\nport = 0\ntoken_env = \"HERD_TEST_NO_TOKEN\"\n");
    const auto outcome = file.run({"up"});
    CHECK(outcome.status == 2);
    CHECK(outcome.err ==
          "herd: herd.toml: control.token_env: the environment variable 'HERD_TEST_NO_TOKEN' is not set\n");
}

}  // namespace
}  // namespace herd::app
