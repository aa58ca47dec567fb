// Scenario files that are right.

#include "support/reading.hpp"
#include "support/temporary_directory.hpp"

namespace herd::scenario {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a scenario has a name and steps with their lines") {
    const auto scenario = scenario_of(
        "name = \"an update spreads\"\n"
        "\n"
        "[[step]]\n"
        "settle = \"1s\"\n"
        "[[step]]\n"
        "wait = \"10ms\"\n");
    CHECK(scenario.name == "an update spreads");
    CHECK(scenario.file == "/scenarios/a.toml");
    REQUIRE(scenario.steps.size() == 2);
    CHECK(scenario.steps[0].line == 3);
    CHECK(scenario.steps[1].line == 5);
}

TEST_CASE("a scenario without a name has that of its file") {
    CHECK(scenario_of("step = [{ settle = \"1s\" }]").name == "a");
}

TEST_CASE("the example of the reference is read whole") {
    const auto scenario = scenario_of(R"(
name = "an update goes the long way round when a link is cut"

[[step]]
cut = ["Alford", "Welsh"]
[[step]]
send   = "IAMAT kiwi +34.068930-118.445127 1479413884.392014450"
to     = "Alford"
expect = "AT Alford * kiwi +34.068930-118.445127 1479413884.392014450"
[[step]]
settle = "1s"
[[step]]
order = { client = "kiwi", servers = [["Alford"], ["Hamilton"], ["Holiday"], ["Ball"], ["Welsh"]] }
[[step]]
messages = { client = "kiwi", count = 4 }
[[step]]
converged = "kiwi"
[[step]]
record  = { client = "kiwi", at = "Ball", line = "AT Alford * kiwi * *" }
[[step]]
absent = { client = "kiwi", at = ["Ball"] }
)");
    Lines steps;
    for (const auto& step : scenario.steps) steps.push_back(format_step(step.verb));
    CHECK(steps == Lines{"cut Alford-Welsh",
                         "send 'IAMAT kiwi +34.068930-118.445127 1479413884.392014450' to Alford",
                         "settle 1s", "order of kiwi", "messages of kiwi", "converged on kiwi",
                         "record of kiwi at Ball", "absent kiwi"});
}

TEST_CASE("every fault of the reference is a step") {
    for (const auto* keys :
         {"cut = [\"Alford\", \"Welsh\"]", "heal = [\"Alford\", \"Welsh\"]", "heal = \"all\"",
          "stop = \"Ball\"", "crash = \"Ball\"", "start = \"Ball\"", "pause = \"Ball\"", "resume = \"Ball\"",
          "isolate = \"Ball\"", "split = [[\"Alford\"], [\"Ball\", \"Welsh\"]]",
          "stall = { from = \"Alford\", to = \"Welsh\" }",
          "latency = { link = [\"Alford\", \"Welsh\"], delay = \"50ms\", jitter = \"10ms\" }",
          "clock = { server = \"Ball\", offset = \"-2s\" }"}) {
        CAPTURE(keys);
        step_of<fault::Fault>(keys);
    }
    const auto lasting = step_of<fault::Fault>("cut = [\"Alford\", \"Welsh\"]\nfor = \"2s\"");
    CHECK(lasting.lasts == 2s);
}

TEST_CASE("a client says one line or several") {
    const auto one = step_of<Send>("send = \"hello\"\nto = \"Ball\"");
    CHECK(one.to == "Ball");
    CHECK(one.lines == Lines{"hello"});
    CHECK_FALSE(one.expect);
    CHECK(one.awaits_answer);
    CHECK_FALSE(one.within);
    const auto many = step_of<Send>(
        "send = [\"a\", \"\", \" b\\t\\r\"]\nto = \"Ball\"\nexpect = [\"? a\", \"...\"]\nwithin = \"500ms\"");
    CHECK(many.lines == Lines{"a", "", " b\t\r"});
    CHECK(many.expect == Lines{"? a", "..."});
    CHECK(many.within == 500ms);
    CHECK_FALSE(step_of<Send>("send = \"a\"\nto = \"Ball\"\nawait = false").awaits_answer);
}

TEST_CASE("a race has several clients") {
    const auto race = step_of<Race>(
        "race = [{ send = \"a\", to = \"Ball\", expect = \"? a\" }, { send = [\"b\", \"c\"], to = \"Welsh\", "
        "await = false }]");
    REQUIRE(race.sends.size() == 2);
    CHECK(race.sends[0].expect == Lines{"? a"});
    CHECK(race.sends[1].lines == Lines{"b", "c"});
    CHECK_FALSE(race.sends[1].awaits_answer);
}

TEST_CASE("steps that wait have their durations") {
    CHECK(step_of<Settle>("settle = \"1s\"").within == 1s);
    CHECK(step_of<Quiet>("quiet = \"2s\"").within == 2s);
    CHECK(step_of<Lifted>("lifted = \"3s\"").within == 3s);
    CHECK(step_of<Wait>("wait = \"100ms\"").duration == 100ms);
}

TEST_CASE("checks of how an update spread have their servers and numbers") {
    const auto order =
        step_of<Order>("order = { client = \"kiwi\", servers = [[\"Alford\"], [\"Ball\", \"Welsh\"]] }");
    CHECK(order.client == "kiwi");
    CHECK(order.groups == std::vector<Lines>{{"Alford"}, {"Ball", "Welsh"}});
    const auto messages = step_of<Messages>("messages = { client = \"kiwi\", count = 6 }");
    CHECK(messages.client == "kiwi");
    CHECK(messages.count == 6);
    CHECK(step_of<Reached>("reached = { client = \"kiwi\", servers = [\"Alford\", \"Ball\"] }").servers ==
          Lines{"Alford", "Ball"});
    CHECK(step_of<Reached>("reached = { client = \"kiwi\", servers = \"Alford\" }").servers ==
          Lines{"Alford"});
    const auto hops = step_of<Hops>("hops = { client = \"kiwi\", at = { Welsh = 1, Alford = 0 } }");
    CHECK(hops.at == std::vector<std::pair<std::string, std::size_t>>{{"Welsh", 1}, {"Alford", 0}});
}

TEST_CASE("checks of records have their servers and lines") {
    CHECK(step_of<Converged>("converged = \"kiwi\"").client == "kiwi");
    const auto record =
        step_of<RecordIs>("record = { client = \"kiwi\", at = \"Ball\", line = \"AT * * kiwi * *\" }");
    CHECK(record.at == "Ball");
    CHECK(record.line == "AT * * kiwi * *");
    CHECK(step_of<Absent>("absent = { client = \"kiwi\", at = [\"Ball\", \"Welsh\"] }").at ==
          Lines{"Ball", "Welsh"});
    CHECK(step_of<Absent>("absent = { client = \"kiwi\", at = \"Ball\" }").at == Lines{"Ball"});
}

TEST_CASE("several clients converge in as many steps of one line") {
    const auto scenario = scenario_of("[[step]]\nconverged = [\"kiwi\", \"emu\"]");
    REQUIRE(scenario.steps.size() == 2);
    CHECK(std::get<Converged>(scenario.steps[1].verb).client == "emu");
    CHECK(scenario.steps[1].line == 1);
}

TEST_CASE("a scenario is read from its file") {
    const test::TemporaryDirectory directory;
    const auto file = directory.write("long way.toml", "step = [{ settle = \"1s\" }]");
    const auto scenario = load_scenario(file);
    REQUIRE(scenario);
    CHECK(scenario->name == "long way");
    CHECK(scenario->config.base == directory.path());
}

}  // namespace
}  // namespace herd::scenario
