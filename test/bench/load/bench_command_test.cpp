// `herd bench`: what it prints, and how it ends.

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <rapidjson/document.h>

#include "app/herd_file.hpp"
#include "fake_server.hpp"
#include "support/catch.hpp"

namespace herd::bench {
namespace {

using app::contains;
using app::HerdFile;
using app::Up;

/// `herd bench` with a load that is over soon, if the arguments do not say otherwise.
test::Process::Outcome run_bench(const HerdFile& file, const std::vector<std::string>& arguments) {
    std::vector<std::string> command{"bench"};
    for (const auto& [option, value] : std::vector<std::pair<std::string, std::string>>{
             {"--clients", "100"}, {"--connections", "10"}, {"--count", "500"}, {"--warm-up", "0"}}) {
        if (std::find(arguments.begin(), arguments.end(), option) == arguments.end())
            command.insert(command.end(), {option, value});
    }
    command.insert(command.end(), arguments.begin(), arguments.end());
    return file.run(command);
}

/// A table without what aligns it.
std::string squeeze(const std::string& table) {
    std::string text;
    for (const char c : table) {
        if (c != ' ' || (!text.empty() && text.back() != ' ' && text.back() != '\n')) text += c;
    }
    return text;
}

rapidjson::Document parse_report(const test::Process::Outcome& outcome) {
    CAPTURE(outcome.err);
    CHECK(outcome.status == 0);
    rapidjson::Document report;
    report.Parse(outcome.out.c_str());
    REQUIRE(report.IsObject());
    return report;
}

TEST_CASE("bench measures the classic ring, and tells it in a table") {
    const HerdFile file;
    const auto outcome = run_bench(file, {"--propagation-rate", "0"});
    CAPTURE(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(
        outcome.out.starts_with("10 connections, 1 deep, to the classic ring in this process; 100 clients, "
                                "names of 20 bytes; a closed loop; 500 requests\n"));
    const auto table = squeeze(outcome.out);
    for (const auto* line : {"\nanswers 500\n", "\nupdates accepted 500\n", "\narrivals an update 4.00\n",
                             "\nmessages an update 6.00\n"}) {
        CAPTURE(table, line);
        CHECK(contains(table, line));
    }
    CHECK(contains(outcome.out, "\n  fully propagated a second "));
    CHECK_FALSE(contains(outcome.out, "propagation, median"));
}

TEST_CASE("bench repeats what it measures, and tells medians and ranges") {
    const HerdFile file;
    const auto outcome = run_bench(file, {"--propagation-rate", "0", "--repeat", "2", "--depth", "4"});
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "\nmedians of 2 runs, and their range\n"));
    CHECK(contains(squeeze(outcome.out), "\nanswers 500 500 to 500\n"));
}

TEST_CASE("bench measures propagation in the herd that a file describes") {
    const HerdFile file("[trace]\nbuffer = \"64KiB\"\n");
    const auto report = parse_report(run_bench(file, {"--herd", "herd.toml", "--json", "--memory", "--log",
                                                      "messages", "--mix", "iamat=3,nearby=1"}));
    const auto& load = report["load"];
    CHECK(load["herd"].GetString() == std::string("the herd of herd.toml"));
    CHECK(load["servers"].GetInt() == 2);
    CHECK(load["is_own"].GetBool());
    CHECK(load["count"].GetInt() == 500);
    CHECK(load["nearby"].GetInt() == 1);
    const auto& median = report["median"];
    CHECK(median["answers"].GetDouble() == 500);
    CHECK(median["accepted"].GetDouble() < 500);
    CHECK(median["arrivals_per_update"].GetDouble() == 1);
    CHECK(median["messages_per_update"].GetDouble() == 1);
    CHECK(median["followed"].GetDouble() > 0);
    CHECK(median["propagation_p50_ns"].GetDouble() > 0);
    CHECK(median["propagation_p50_ns"].GetDouble() <= median["propagation_max_ns"].GetDouble());
    CHECK(median.HasMember("bytes_per_record"));
    REQUIRE(report["runs"].Size() == 1);
    CHECK(report["runs"][0]["accepted"].GetDouble() == median["accepted"].GetDouble());
    // The logs were somebody else's business.
    CHECK_FALSE(std::filesystem::exists(file.directory() / "log"));
}

TEST_CASE("bench makes herds of any number of servers") {
    const HerdFile file;
    const auto report =
        parse_report(run_bench(file, {"--servers", "7", "--topology", "star", "--json", "--propagation-rate",
                                      "0", "--server", "S3", "--rate", "5000"}));
    CHECK(report["load"]["herd"].GetString() == std::string("a star of 7"));
    CHECK(report["median"]["answers"].GetDouble() == 500);
    CHECK(report["median"]["arrivals_per_update"].GetDouble() == 6);
    CHECK(report["median"]["messages_per_update"].GetDouble() == 6);
}

TEST_CASE("bench measures a herd that runs, as its clients see it") {
    const HerdFile file;
    const Up up(file);
    const auto outcome = run_bench(file, {"--config", "herd.toml", "--connect-idle", "20"});
    CAPTURE(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(outcome.out.starts_with("10 connections, 1 deep, to the herd of herd.toml; 100 clients, "));
    CHECK(contains(outcome.out, "; 20 idle besides; "));
    CHECK(contains(squeeze(outcome.out), "\nupdates followed 200\n"));
    CHECK(contains(outcome.out, "Propagation is an upper bound"));
    CHECK_FALSE(contains(outcome.out, "messages an update"));
    // Clients of another run are the same, and later.
    const auto again = parse_report(run_bench(file, {"--config", "herd.toml", "--json", "--propagation-rate",
                                                     "0", "--server", "Ball", "--repeat", "2"}));
    CHECK_FALSE(again["load"]["is_own"].GetBool());
    CHECK(again["median"]["accepted"].GetDouble() == 500);
    CHECK_FALSE(again["median"].HasMember("propagation_p50_ns"));
}

TEST_CASE("bench ends with what went wrong") {
    const HerdFile file("[log]\nlevel = \"off\"\n");
    const auto nobody = run_bench(file, {"--config", "herd.toml"});
    CHECK(nobody.status == 3);
    CHECK(nobody.out.empty());
    CHECK(nobody.err == "herd: 127.0.0.1:" + std::to_string(file.port(0)) + ": Connection refused\n");

    FakeServer liar([](test::TestClient& client) {
        client.read_line();
        client.send("AT Alford +0.000000001 nobody +1+2 3\n");
        client.read_rest();
    });
    file.directory().write("liar.toml",
                           "servers.Alford.port = " + std::to_string(liar.endpoint().port) + "\n");
    const auto wrong = run_bench(file, {"--config", "liar.toml", "--connections", "1"});
    CHECK(wrong.status == 1);
    CHECK(wrong.out.empty());
    CHECK(contains(wrong.err, ": wrong answer: "));
    CHECK(contains(wrong.err, "\n  asked     IAMAT "));
    CHECK(contains(wrong.err, "\n  expected  AT Alford <skew> "));
    CHECK(contains(wrong.err, "\n  answered  AT Alford +0.000000001 nobody +1+2 3"));

    file.directory().write("apart.toml", "servers.Alford.port = 0\nservers.Ball.port = 0\n");
    const auto apart = run_bench(file, {"--herd", "apart.toml", "--settle", "0.05"});
    CHECK(apart.status == 4);
    CHECK(apart.out.empty());
    CHECK(contains(apart.err, "do not come to hold the same records in time"));
}

TEST_CASE("what bench cannot measure is a usage error that says why") {
    const HerdFile file;
    file.directory().write("free.toml", "servers.Alford.port = 0\n");
    struct Wrong {
        std::vector<std::string> arguments;
        std::string error;
    };
    for (const auto& [arguments, error] : std::vector<Wrong>{
             {{"--mix", "iamat"}, "--mix: 'iamat' is not a verb and how often"},
             {{"--mix", "iamat=1,hello=2"}, "--mix: 'hello=2' is not a verb"},
             {{"--mix", "iamat=-1"}, "--mix: 'iamat=-1' is not"},
             {{"--mix", "nearby=0"}, "--mix: 'nearby=0' says nothing at all"},
             {{"--pin", "0"}, "--pin: '0' is not two cores, as in 0,1"},
             {{"--pin", "0,1023"}, "--pin: there is no core 1023 for this process"},
             {{"--around", "Paris"}, "--around: 'Paris' is not a point"},
             {{"--server", "Bal"}, "the classic ring has no server 'Bal'; did you mean 'Ball'?"},
             {{"--clients", "9"}, "--clients: 9 are fewer than connections"},
             {{"--clients", "50000", "--name-length", "2"},
              "--name-length: 50000 clients cannot be told apart"},
             {{"--log", "all"}, "--log: 'all' is no level; there are messages, connections, off"},
             {{"--servers", "5", "--topology", "rong"}, "'rong' is no shape; did you mean 'ring'?"},
             {{"--topology", "ring"}, "--servers"},
             {{"--config", "herd.toml", "--memory"}, "--config"},
             {{"--config", "free.toml"}, "free.toml: Alford listens on a port of the system's choice"},
             {{"--config", "none.toml"}, "none.toml"},
             {{"--seconds", "1"}, "--seconds"},
             {{"--rate", "nan"}, "'nan' is no number"},
             {{"--depth", "0"}, "'0' is no whole number from 1 to 4096"},
             {{"--repeat", "-1"}, "'-1' is no whole number"}}) {
        const auto outcome = run_bench(file, arguments);
        CAPTURE(arguments, outcome.err);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(contains(outcome.err, error));
    }
    const auto both = run_bench(file, {"--mix", "x", "--pin", "y"}).err;
    CHECK(contains(both, "--mix: "));
    CHECK(contains(both, "--pin: "));
}

TEST_CASE("bench has help") {
    const HerdFile file;
    const auto help = file.run({"bench", "--help"});
    CHECK(help.status == 0);
    for (const auto* word : {"--config", "--rate", "--repeat", "--pin", "Exit status:", "medians"})
        CHECK(contains(help.out, word));
}

}  // namespace
}  // namespace herd::bench
