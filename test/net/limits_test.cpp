// Lines that are too long.

#include "support/catch.hpp"
#include "support/live_herd.hpp"

namespace herd::net {
namespace {

using namespace test;

TEST_CASE("a line of the longest length is a line like any other") {
    HerdPlan plan(single());
    plan.config.clients.max_line = 1000;
    const LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    const std::string line(1000, 'x');
    CHECK(client.ask(line) == "? " + line);
    CHECK(client.ask(line + "\r") == "? " + line);
    CHECK(client.ask("next") == "? next");
}

TEST_CASE(
    "a line that is too long gets its beginning and the end of the stream although the client goes on") {
    const HerdPlan plan(single());
    const LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    client.send("first\n");
    std::string line;
    for (int i = 0; line.size() < 400000; ++i) line += std::to_string(i) + ",";
    client.send(line);
    client.send("\nIAMAT kiwi +1+2 3\n");
    CHECK(client.read_rest() == "? first\n? " + line.substr(0, 64) + "\n");
}

TEST_CASE("a line that is too long is answered before it has an end") {
    HerdPlan plan(single());
    plan.config.clients.max_line = 100;
    plan.config.clients.unterminated_after.reset();
    const LiveHerd herd(plan);
    TestClient client(herd.port("Alford"));
    client.send(std::string(200, 'y'));
    CHECK(client.read_rest() == "? " + std::string(64, 'y') + "\n");
}

TEST_CASE("a line that is too long ends its own connection only") {
    HerdPlan plan(single());
    plan.config.clients.max_line = 100;
    LiveHerd herd(plan);
    TestClient bystander(herd.port("Alford"));
    CHECK(bystander.ask("before") == "? before");
    TestClient client(herd.port("Alford"));
    client.send(std::string(200, 'y'));
    client.read_rest();
    CHECK(bystander.ask("after") == "? after");
    CHECK(herd.await([](Herd& live) { return live.server(0).session_count() == 1; }));
}

}  // namespace
}  // namespace herd::net
