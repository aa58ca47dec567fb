// `herd play`: verdicts, exit status, reports, and playing against a herd that runs already.

#include <filesystem>

#include "herd_file.hpp"
#include "support/catch.hpp"

namespace herd::app {
namespace {

using test::read_file;

constexpr auto good =
    "name = \"an update reaches the other server\"\n"
    "herd = \"herd.toml\"\n"
    "[[step]]\n"
    "send = \"IAMAT kiwi +34.068930-118.445127 1479413884.392014450\"\n"
    "to = \"Alford\"\n"
    "expect = \"AT Alford * kiwi +34.068930-118.445127 1479413884.392014450\"\n"
    "[[step]]\n"
    "settle = \"30s\"\n"
    "[[step]]\n"
    "converged = \"kiwi\"\n"
    "[[step]]\n"
    "messages = { client = \"kiwi\", count = 1 }\n";

constexpr auto bad_scenario =
    "herd = \"herd.toml\"\n"
    "[[step]]\n"
    "send = \"hello\"\n"
    "to = \"Ball\"\n"
    "expect = \"? goodbye\"\n";

constexpr auto stuck =
    "herd = \"herd.toml\"\n"
    "[[step]]\n"
    "stall = { from = \"Alford\", to = \"Ball\" }\n"
    "[[step]]\n"
    "send = \"IAMAT kiwi +1+1 1\"\n"
    "to = \"Alford\"\n"
    "[[step]]\n"
    "settle = \"20ms\"\n";

/// A herd.toml and the scenarios good.toml, bad.toml and stuck.toml beside it.
struct Scenarios : HerdFile {
    Scenarios() {
        directory().write("good.toml", good);
        directory().write("bad.toml", bad_scenario);
        directory().write("stuck.toml", stuck);
    }
};

TEST_CASE("a scenario that passes is told in a line") {
    const Scenarios file;
    const auto outcome = file.run({"play", "good.toml"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(outcome.out.starts_with("passed    good.toml: an update reaches the other server ("));
    CHECK(contains(outcome.out, "\n1 scenario: 1 passed, in "));
}

TEST_CASE("a scenario that fails tells its line and what was expected and seen") {
    const Scenarios file;
    const auto outcome = file.run({"play", "bad.toml", "good.toml"});
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.out, "failed    bad.toml: bad ("));
    CHECK(contains(outcome.out, "  line 2: send 'hello' to Ball: "));
    CHECK(contains(outcome.out, "  expected  ? goodbye\n  seen      ? hello\n              ^^^^^^^\n"));
    CHECK(contains(outcome.out, "  kept in herd-run/bad\n"));
    CHECK(contains(outcome.out, "passed    good.toml"));
    CHECK(contains(outcome.out, "\n2 scenarios: 1 passed, 1 failed, in "));
}

TEST_CASE("a scenario that does not settle has an exit status of its own") {
    const Scenarios file;
    const auto outcome = file.run({"play", "stuck.toml", "good.toml"});
    CHECK(outcome.status == 4);
    CHECK(contains(outcome.out, "unsettled stuck.toml: stuck ("));
    CHECK(contains(outcome.out, "line 7: settle 20ms: not within that time: "));
    CHECK(file.run({"play", "stuck.toml", "bad.toml"}).status == 1);
}

TEST_CASE("every fault of all files is told before anything is played") {
    const Scenarios file;
    file.directory().write("typo.toml", "[[step]]\nsettel = \"1s\"\n");
    file.directory().write("none.toml", "name = \"x\"\n");
    const auto outcome = file.run({"play", "good.toml", "typo.toml", "none.toml", "missing.toml"});
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err ==
          "typo.toml:2: step.settel: unknown key 'settel'; did you mean 'settle'?\n"
          "none.toml: step: is missing; expected steps, as in [[step]] and settle = \"1s\" below it\n"
          "missing.toml: no such file\n");
    CHECK_FALSE(std::filesystem::exists(file.directory() / "herd-run"));
}

TEST_CASE("places that a scenario cannot have are told before anything is played") {
    const Scenarios file;
    file.directory().write("a.toml",
                           "[places]\nprovider = \"file\"\npath = \"none.tsv\"\n[[step]]\nsettle = \"1s\"\n");
    const auto outcome = file.run({"play", "good.toml", "a.toml"});
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.starts_with("herd: a.toml: "));
    CHECK(contains(outcome.err, "none.tsv"));
}

TEST_CASE("a directory stands for its scenarios in the order of their names") {
    const Scenarios file;
    std::filesystem::create_directory(file.directory() / "all");
    for (const auto* name : {"b.toml", "a.toml", "c.toml"}) {
        file.directory().write(std::string("all/") + name, "[[step]]\nwait = \"1ms\"\n");
    }
    file.directory().write("all/notes.txt", "no scenario");
    const auto outcome = file.run({"play", "all"});
    CHECK(outcome.status == 0);
    const auto place = [&](const char* name) { return outcome.out.find(name); };
    CHECK(place("all/a.toml") < place("all/b.toml"));
    CHECK(place("all/b.toml") < place("all/c.toml"));
    CHECK(contains(outcome.out, "3 scenarios: 3 passed"));
    const auto one = file.run({"play", "all", "-k", "b.to"});
    CHECK(contains(one.out, "1 scenario: 1 passed"));
    CHECK(contains(file.run({"play", "good.toml", "all", "--name", "reaches the other"}).out, "good.toml"));
    const auto none = file.run({"play", "all", "-k", "zebra"});
    CHECK(none.status == 2);
    CHECK(none.err == "herd: no scenario has 'zebra' in its name\n");
    std::filesystem::create_directory(file.directory() / "empty");
    CHECK(file.run({"play", "empty"}).status == 2);
}

TEST_CASE("a run leaves traces and logs and reports in a folder a scenario") {
    const Scenarios file;
    REQUIRE(file.run({"play", "good.toml"}).status == 0);
    const auto& directory = file.directory();
    for (const auto* name : {"trace.json", "report.json", "report.txt", "Alford.log", "Ball.log"}) {
        CAPTURE(name);
        CHECK_FALSE(read_file(directory / (std::string("herd-run/good/") + name)).empty());
    }
    const auto explained = file.run({"explain", "kiwi", "--trace", "herd-run/good/trace.json"});
    CHECK(explained.status == 0);
    CHECK(contains(explained.out, "Ball"));
    CHECK(file.run({"play", "good.toml", "--run-dir", "elsewhere/deep"}).status == 0);
    CHECK(std::filesystem::exists(directory / "elsewhere/deep/good/trace.json"));
}

TEST_CASE("without a run directory scenarios are played unless it was asked for") {
    const Scenarios file;
    file.directory().write("herd-run", "a file in the way");
    const auto outcome = file.run({"play", "good.toml"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.starts_with("herd: warning: no run directory: "));
    const auto refused = file.run({"play", "good.toml", "--run-dir", "herd-run"});
    CHECK(refused.status == 2);
    CHECK(refused.out.empty());
    CHECK(refused.err.starts_with("herd: --run-dir: "));
}

TEST_CASE("a report for programs goes to standard output and talk does not") {
    const Scenarios file;
    const auto outcome = file.run({"play", "--json", "good.toml", "bad.toml"});
    CHECK(outcome.status == 1);
    CHECK(outcome.out.starts_with("{\n  \"passed\": 1,\n  \"failed\": 1,"));
    CHECK(outcome.out.ends_with("}\n"));
    CHECK(contains(outcome.err, "failed    bad.toml"));
}

TEST_CASE("a report for continuous integration is written whole or not at all") {
    const Scenarios file;
    CHECK(file.run({"play", "--junit", "junit.xml", "good.toml", "bad.toml"}).status == 1);
    const auto xml = read_file(file.directory() / "junit.xml");
    CHECK(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    CHECK(contains(xml, "tests=\"2\" failures=\"1\""));
    CHECK(xml.ends_with("</testsuites>\n"));
    // An older report does not pass for that of a run that came to nothing.
    CHECK(file.run({"play", "--junit", "junit.xml", "missing.toml"}).status == 2);
    CHECK_FALSE(std::filesystem::exists(file.directory() / "junit.xml"));
    const auto refused = file.run({"play", "--junit", "none/junit.xml", "good.toml"});
    CHECK(refused.status == 2);
    CHECK(contains(refused.err, "herd: --junit: cannot write "));
}

TEST_CASE("a scenario is played as often as one wants") {
    const Scenarios file;
    const auto outcome = file.run({"play", "--repeat", "3", "good.toml"});
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "passed    good.toml (3): "));
    CHECK(contains(outcome.out, "3 scenarios: 3 passed"));
    CHECK_FALSE(std::filesystem::exists(file.directory() / "herd-run/good-2"));
    // A round that went wrong keeps its folder.
    CHECK(file.run({"play", "--repeat", "2", "bad.toml"}).status == 1);
    CHECK(std::filesystem::exists(file.directory() / "herd-run/bad-2/report.txt"));
    CHECK(file.run({"play", "--repeat", "0", "good.toml"}).status == 2);
}

TEST_CASE("playing does not disturb a herd that runs") {
    const Scenarios file;
    const Up up(file);
    CHECK(file.run({"play", "good.toml"}).status == 0);
    CHECK(contains(file.run({"ask", "Ball", "WHATSAT kiwi 1 1"}).out, "? WHATSAT kiwi 1 1"));
}

TEST_CASE("a scenario is played against a herd that runs elsewhere with what it allows") {
    const Scenarios file;
    const Up up(file);
    const auto outcome = file.run({"play", "--against", "herd.toml", "good.toml", "stuck.toml"});
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "passed    good.toml"));
    CHECK(contains(outcome.out, "  1 of 4 steps left out: need a trace\n"));
    CHECK(contains(outcome.out, "skipped   stuck.toml: stuck: needs fault control\n"));
    CHECK(file.run({"ask", "Ball", "NEARBY kiwi 1 1"}).out.starts_with("AT Alford "));
    CHECK_FALSE(std::filesystem::exists(file.directory() / "herd-run/good/trace.json"));
}

TEST_CASE("if nothing can be played against a herd that is a usage error") {
    const Scenarios file;
    file.directory().write("ring.toml", "[[step]]\nsettle = \"1s\"\n");
    const auto outcome = file.run({"play", "--against", "herd.toml", "stuck.toml", "ring.toml"});
    CHECK(outcome.status == 2);
    CHECK(contains(outcome.out, "skipped   ring.toml: ring: is about other servers: Alford, Ball, "));
    CHECK(outcome.err == "herd: nothing was played\n");
}

TEST_CASE("a herd that does not run fails what is played against it") {
    const Scenarios file;
    const auto outcome = file.run({"play", "--against", "herd.toml", "good.toml"});
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.out, "Connection refused"));
}

TEST_CASE("a file of servers without ports is a usage error") {
    const Scenarios file;
    file.directory().write("free.toml", "servers.Alford.port = 0\nservers.Ball.port = 0\n");
    const auto outcome = file.run({"play", "--against", "free.toml", "good.toml"});
    CHECK(outcome.status == 2);
    CHECK(outcome.err ==
          "herd: --against free.toml: port 0 does not say where a server runs: give the port of Alford, "
          "Ball\n");
    CHECK(file.run({"play", "--against", "missing.toml", "good.toml"}).status == 2);
}

TEST_CASE("a scenario is simulated with one seed or with many") {
    const Scenarios file;
    const auto one = file.run({"play", "--sim", "--seed", "7", "good.toml"});
    CHECK(one.status == 0);
    CHECK(contains(one.out, "1 scenario: 1 passed"));
    const auto many = file.run({"play", "--seeds", "10", "good.toml"});
    CHECK(many.status == 0);
    CHECK(contains(many.out, "good.toml (10)"));
    CHECK(contains(many.out, "10 scenarios: 10 passed"));
    CHECK(file.run({"play", "--sim", "bad.toml"}).status == file.run({"play", "bad.toml"}).status);
}

TEST_CASE("a simulation is not played against servers that run elsewhere") {
    const Scenarios file;
    CHECK(file.run({"play", "--sim", "--against", "herd.toml", "good.toml"}).status == 2);
    CHECK(file.run({"play", "--seeds", "2", "--repeat", "2", "good.toml"}).status == 2);
    CHECK(file.run({"play", "--seeds", "0", "good.toml"}).status == 2);
    const auto help = file.run({"play", "--help"}).out;
    for (const auto* word : {"--sim", "--seed", "--seeds", "--junit", "--json", "--against", "--run-dir",
                             "--repeat", "--name"}) {
        CHECK(contains(help, word));
    }
}

}  // namespace
}  // namespace herd::app
