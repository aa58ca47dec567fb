// How `herd up` ends.

#include <algorithm>
#include <csignal>

#include "herd_file.hpp"
#include "support/catch.hpp"
#include "support/patience.hpp"
#include "support/test_client.hpp"

namespace herd::app {
namespace {

using namespace test;

constexpr int questions = 20;
constexpr int phones = 1000;

/// A client that is owed far more than the kernel takes for it, and has not read any of it.
TestClient make_deaf_client(std::uint16_t port) {
    TestClient crowd(port);
    for (int i = 0; i < phones; ++i)
        crowd.ask("IAMAT phone" + std::to_string(i) + std::string(500, 'x') + " +1+2 3");
    TestClient deaf(port, {.host = "127.0.0.1", .receive_buffer = 4096});
    deaf.ask("IAMAT kiwi +1+2 3");
    std::string commands;
    for (int i = 0; i < questions; ++i) commands += "NEARBY kiwi 1 1000\n";
    deaf.send(commands);
    return deaf;
}

// So that only the end of what is owed, or a second signal, ends it.
constexpr auto patient = "[places]\ntimeout = \"1h\"\n[log]\nlevel = \"off\"\n";

TEST_CASE("a signal ends the herd in order") {
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        CAPTURE(signal);
        const HerdFile file;
        Up up(file);
        TestClient client(file.port(0));
        CHECK(client.ask("hello") == "? hello");
        up.process().signal(signal);
        CHECK(client.read_rest().empty());
        client.reset();
        const auto outcome = up.process().finish();
        CHECK(outcome.status == 0);
        CHECK(outcome.out.empty());
        CHECK(outcome.err.empty());
        CHECK_FALSE(is_listening(file.port(0)));
        CHECK_FALSE(is_listening(file.port(1)));
        const auto log = read_file(file.directory() / "log" / "Alford.log");
        CHECK(contains(log, "\"? hello\\n\""));
        CHECK(contains(log, "\"stopped\""));
    }
}

TEST_CASE("a herd that is told to end answers all that it owes first") {
    const HerdFile file(patient);
    Up up(file);
    TestClient deaf = make_deaf_client(file.port(0));
    up.process().signal(SIGTERM);
    CHECK(eventually([&] { return !is_listening(file.port(0)); }));
    for (int i = 0; i < questions; ++i) {
        const auto block = deaf.read_block();
        CHECK(std::count(block.begin(), block.end(), '\n') == 1 + phones + 1);
    }
    CHECK(deaf.read_rest().empty());
    deaf.reset();
    CHECK(up.process().finish().status == 0);
}

TEST_CASE("a second signal ends the herd at once") {
    const HerdFile file(patient);
    Up up(file);
    const TestClient deaf = make_deaf_client(file.port(0));
    up.process().signal(SIGTERM);
    CHECK(eventually([&] { return !is_listening(file.port(0)); }));
    up.process().signal(SIGINT);
    CHECK(up.process().finish().status == 0);
}

}  // namespace
}  // namespace herd::app
