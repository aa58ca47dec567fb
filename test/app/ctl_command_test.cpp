// `herd ctl` against a herd that runs.

#include <csignal>

#include "herd_file.hpp"
#include "support/catch.hpp"
#include "support/patience.hpp"

namespace herd::app {
namespace {

using namespace test;

constexpr auto kiwi = "IAMAT kiwi +34.068930-118.445127 1479413884.392014450";

/// A herd of two with a control API.
class ControlledHerd {
public:
    ControlledHerd() : file_("[control]\nport = 0\n"), up_(file_, {"--ready-file", "ready.json"}) {}

    const HerdFile& file() const { return file_; }

    Process::Outcome ctl(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"ctl", "--ready-file", "ready.json"});
        return file_.run(arguments);
    }

private:
    HerdFile file_;
    Up up_;
};

TEST_CASE("ctl shows a herd, and what is done to it") {
    const ControlledHerd herd;
    const auto status = herd.ctl({"status"});
    CHECK(status.status == 0);
    CHECK(status.err.empty());
    for (const auto* word : {"server", "Alford", "Ball", "running", "Alford-Ball", "up for"})
        CHECK(contains(status.out, word));

    CHECK(herd.ctl({"cut", "Ball", "Alford"}).out == "Alford-Ball is cut\n");
    CHECK(contains(herd.ctl({"faults"}).out, "cut Alford-Ball"));
    CHECK(contains(herd.ctl({"latency", "Alford", "Ball", "50ms", "--jitter", "10ms", "--for", "1h"}).out,
                   "latency Alford-Ball 50ms +- 10ms"));
    CHECK(contains(herd.ctl({"status"}).out, "latency Alford-Ball 50ms +- 10ms"));
    CHECK(herd.ctl({"lift", "1"}).status == 0);
    CHECK(herd.ctl({"clock", "Ball", "-2s"}).out == "the clock of Ball is -2s\n");
    CHECK(herd.ctl({"heal"}).out == "2 faults lifted\n");
    CHECK(herd.ctl({"faults"}).out == "nothing is broken\n");

    CHECK(herd.ctl({"pause", "Ball"}).out == "Ball is paused\n");
    CHECK(herd.ctl({"resume", "Ball"}).out == "Ball is running\n");
    CHECK(herd.ctl({"crash", "Ball"}).out == "Ball is stopped\n");
    CHECK(herd.ctl({"ready"}).status == 1);
    CHECK(herd.ctl({"start", "Ball"}).out == "Ball is running\n");
    CHECK(eventually([&herd] { return herd.ctl({"ready"}).status == 0; }));
    CHECK(herd.ctl({"health"}).out == "ok\n");
}

TEST_CASE("ctl says lines, and finds who said what") {
    const ControlledHerd herd;
    const auto answer = herd.ctl({"send", "Alford", kiwi});
    CHECK(answer.status == 0);
    CHECK(answer.out.starts_with("AT Alford +"));
    CHECK(eventually([&herd] { return contains(herd.ctl({"client", "kiwi"}).out, "no server is stale"); }));
    CHECK(contains(herd.ctl({"clients", "--search", "iw"}).out, "1 of 1 client\n"));
    CHECK(contains(herd.ctl({"trace", "--client", "kiwi"}).out, "received"));
    CHECK(contains(herd.ctl({"map"}).out, "1 client\n"));
    CHECK(contains(herd.ctl({"metrics"}).out, "herd_build_info"));
    CHECK(contains(herd.ctl({"logs", "--server", "Alford"}).out, "kiwi"));
    // The JSON of places is not spoilt.
    const auto places = herd.ctl({"send", "Alford", "WHATSAT kiwi 10 1"});
    CHECK(contains(places.out, "\\u003ca href=\\\""));
    CHECK(herd.ctl({"status", "--json"}).out.starts_with("{\""));
}

TEST_CASE("bytes of clients do not reach the terminal") {
    const ControlledHerd herd;
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"send", "Alford", "IAMAT \x1b[2Jx +1+2 3"},
          {"clients"},
          {"client", "\x1b[2Jx"},
          {"trace"},
          {"map"},
          {"logs", "--server", "Alford"}}) {
        const auto outcome = herd.ctl(arguments);
        CAPTURE(arguments.front(), outcome.out, outcome.err);
        CHECK(outcome.status == 0);
        CHECK(contains(outcome.out, "[2Jx"));
        CHECK(outcome.out.find('\x1b') == std::string::npos);
    }
}

TEST_CASE("ctl follows what happens") {
    const ControlledHerd herd;
    auto command = HerdFile::command(
        {"ctl", "--ready-file", "ready.json", "events", "--client", "kiwi", "--since", "0"});
    Process events(command, herd.file().options());
    CHECK(herd.ctl({"send", "Alford", kiwi}).status == 0);
    std::string line;
    do {
        line = events.read_line();
    } while (!contains(line, "received"));
    CHECK(contains(line, "kiwi 1479413884.392014450  hop 0"));
    events.signal(SIGINT);
    CHECK(events.finish().status == 128 + SIGINT);
}

TEST_CASE("ctl says what a herd refuses") {
    const ControlledHerd herd;
    const auto near = herd.ctl({"stop", "Bal"});
    CHECK(near.status == 1);
    CHECK(near.out.empty());
    CHECK(contains(near.err, "did you mean 'Ball'?"));
    const auto wrong = herd.ctl({"clock", "Ball", "later"});
    CHECK(wrong.status == 2);
    CHECK(contains(wrong.err, "offset"));
    CHECK(herd.ctl({"fault", "{\"cut\":1}"}).status == 2);
    CHECK(herd.ctl({"lift", "99"}).status == 1);
    CHECK(herd.ctl({"client", "nobody"}).status == 1);
}

TEST_CASE("ctl takes servers and links in and out") {
    const ControlledHerd herd;
    CHECK(herd.ctl({"add-server", "Welsh", "--neighbours", "Ball"})
              .out.starts_with("Welsh is running on 127.0.0.1:"));
    CHECK(herd.ctl({"add-link", "Welsh", "Alford"}).status == 0);
    CHECK(contains(herd.ctl({"links"}).out, "Ball-Welsh"));
    CHECK(herd.ctl({"remove-link", "Ball", "Welsh"}).status == 0);
    CHECK(herd.ctl({"remove-server", "Welsh"}).status == 0);
    CHECK(herd.ctl({"server", "Welsh"}).status == 1);
}

TEST_CASE("ctl says where it has looked for an API, and the way out") {
    const HerdFile file;
    const auto none = file.run({"ctl", "status"});
    CHECK(none.status == 2);
    CHECK(contains(none.err, "herd.toml has no [control]"));
    file.directory().write("free.toml", "servers.Alford.port = 0\n[control]\nport = 0\n");
    CHECK(contains(file.run({"ctl", "status", "--config", "free.toml"}).err, "--ready-file"));
    const ReservedPort port;
    const auto url = "http://127.0.0.1:" + std::to_string(port.number());
    const auto down = file.run({"ctl", "--url", url, "status"});
    CHECK(down.status == 3);
    CHECK(down.err ==
          "herd: nobody listens at " + url + ": is the herd up, with [control] in its herd.toml?\n");
    CHECK(file.run({"ctl", "--url", "ftp://x", "status"}).status == 2);
    file.directory().write("ready.json", "{\"servers\":{}}");
    CHECK(contains(file.run({"ctl", "--ready-file", "ready.json", "status"}).err, "has no control API"));
    file.directory().write("ready.json", "[[[");
    CHECK(file.run({"ctl", "--ready-file", "ready.json", "status"}).status == 2);
    CHECK(contains(file.run({"ctl", "--ready-file", "none.json", "status"}).err, "none.json"));
}

TEST_CASE("a wrong ctl command line is a usage error") {
    const HerdFile file;
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"ctl"},
                                                      {"ctl", "cut", "Alford"},
                                                      {"ctl", "cut", "A", "B", "C"},
                                                      {"ctl", "status", "--jsno"},
                                                      {"ctl", "--timeout", "nan", "status"},
                                                      {"ctl", "--url", "http://h", "heal", "A"}}) {
        const auto outcome = file.run(arguments);
        CAPTURE(arguments.size(), outcome.err);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK_FALSE(outcome.err.empty());
    }
    CHECK(contains(file.run({"ctl", "statsu"}).err, "did you mean 'status'?"));
}

}  // namespace
}  // namespace herd::app
