// `herd replay` against a herd that runs.

#include <csignal>

#include "herd_file.hpp"
#include "support/catch.hpp"

namespace herd::app {
namespace {

using namespace test;

constexpr auto table = "id,lat,lon,time\nkiwi,1.5,2,100\nfig,3,4,100.2\nkiwi,1.6,2,100.4\n";

TEST_CASE("replay says recorded movement as clients would") {
    const HerdFile file;
    const Up up(file);
    file.directory().write("fleet.csv", table);
    const auto outcome = file.run({"replay", "fleet.csv", "--speed", "10"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(outcome.out.starts_with("3 points of 2 clients in "));
    CHECK(outcome.out.ends_with(": 3 accepted, 0 stale, 0 refused, 0 lost\n"));
    CHECK(contains(file.run({"ask", "Alford", "WHATSAT kiwi 1 0"}).out, " kiwi +1.6+2 100.4"));

    SECTION("once more it is old news, and it says the way out") {
        const auto again = file.run({"replay", "fleet.csv", "--fast", "--json"});
        CHECK(again.status == 0);
        CHECK(contains(again.out, "\"stale\":1"));
        CHECK(contains(again.err, "--now"));
    }
    SECTION("with the times of now it is news") {
        const auto now = file.run({"replay", "fleet.csv", "--fast", "--now"});
        CHECK(contains(now.out, "3 accepted, 0 stale"));
        CHECK(now.err.empty());
    }
    SECTION("other clients are others") {
        CHECK(contains(file.run({"replay", "fleet.csv", "--fast", "--prefix", "x-", "--clients", "1"}).out,
                       "2 points of 1 client in "));
        CHECK(contains(file.run({"ask", "Alford", "WHATSAT x-kiwi 1 0"}).out, " x-kiwi +1.6+2 100.4"));
    }
}

TEST_CASE("replay goes round until it is told to stop") {
    const HerdFile file;
    const Up up(file);
    file.directory().write("fleet.csv", table);
    Process replay(
        HerdFile::command({"replay", "fleet.csv", "--loop", "--speed", "1000", "--server", "Ball"}),
        file.options());
    // The second round's times are later.
    std::string answer;
    do {
        answer = file.run({"ask", "Ball", "NEARBY kiwi 1 0"}).out;
    } while (!answer.starts_with("AT ") || contains(answer, " 100"));
    CHECK(answer.starts_with("AT Ball "));
    replay.signal(SIGINT);
    const auto outcome = replay.finish();
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, " 0 stale, 0 refused, 0 lost\n"));
}

TEST_CASE("replay finds ports in the ready file") {
    const HerdFile file;
    file.directory().write("free.toml", "servers.Alford.port = 0\nservers.Ball.port = 0\n");
    file.directory().write("fleet.csv", table);
    const Up up(file, {"--config", "free.toml", "--ready-file", "ready.json"});
    CHECK(file.run({"replay", "fleet.csv", "--fast", "--ready-file", "ready.json"}).status == 0);
    const auto blind = file.run({"replay", "fleet.csv", "--fast", "--config", "free.toml"});
    CHECK(blind.status == 2);
    CHECK(contains(blind.err, "--ready-file"));
}

TEST_CASE("replay says what is wrong before anything is said") {
    const HerdFile file;
    file.directory().write("fleet.csv", table);
    file.directory().write("bad.csv", "id,lat,lon,time\nkiwi,1,2,3\nkiwi,north,2,3\n");
    file.directory().write("empty.csv", "id,lat,lon,time\n");
    CHECK(file.run({"replay", "fleet.csv"}).status == 3);
    CHECK(contains(file.run({"replay", "fleet.csv", "--server", "Bal"}).err, "did you mean 'Ball'?"));
    const auto bad = file.run({"replay", "fleet.csv", "bad.csv"});
    CHECK(bad.status == 2);
    CHECK(bad.err == "herd: bad.csv:3: 'north', '2' is no place in degrees\n");
    CHECK(contains(file.run({"replay", "empty.csv"}).err, "no points"));
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"replay"},
                                                      {"replay", "none.gpx"},
                                                      {"replay", "fleet.csv", "--speed", "0"},
                                                      {"replay", "fleet.csv", "--speed", "nan"},
                                                      {"replay", "fleet.csv", "--fast", "--loop"},
                                                      {"replay", "fleet.csv", "--prefix", "a b"}}) {
        const auto outcome = file.run(arguments);
        CAPTURE(arguments.size(), outcome.err);
        CHECK(outcome.status == 2);
        CHECK_FALSE(outcome.err.empty());
    }
}

}  // namespace
}  // namespace herd::app
