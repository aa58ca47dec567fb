// Scenario files that are wrong: every fault at once, with its line and the way out.

#include "support/reading.hpp"
#include "support/temporary_directory.hpp"

namespace herd::scenario {
namespace {

/// The faults of a text that may name nothing outside of it.
Lines outside_faults_of(std::string_view text) {
    Lines lines;
    if (const auto scenario = parse_scenario(text, "a.toml", Reach::nothing); !scenario) {
        for (const auto& fault : scenario.error()) lines.push_back(config::format_fault(fault));
    }
    return lines;
}

TEST_CASE("every fault of a scenario is told at once and in the order of the lines") {
    CHECK(
        faults_of("nmae = \"x\"\n"
                  "[[step]]\n"
                  "cut = [\"Alford\", \"Ball\"]\n"
                  "settle = \"1s\"\n"
                  "[[step]]\n"
                  "sned = \"x\"\n"
                  "[[step]]\n"
                  "send = \"x\"\n"
                  "to = \"Alfrod\"\n"
                  "[[step]]\n"
                  "[[step]]\n"
                  "quiet = \"1x\"\n") ==
        Lines{"a.toml:1: nmae: unknown key 'nmae'; did you mean 'name'?",
              "a.toml:3: step.cut: no link between 'Alford' and 'Ball'; Alford has links to Hamilton, Welsh",
              "a.toml:4: step.settle: a second step beside 'cut'; each has a [[step]] of its own",
              "a.toml:6: step.sned: unknown key 'sned'; did you mean 'send'?",
              "a.toml:9: step.to: unknown server 'Alfrod'; did you mean 'Alford'?",
              "a.toml:10: step: says nothing to do; expected a step such as settle = \"1s\"",
              "a.toml:12: step.quiet: expected a duration such as \"500us\", \"250ms\", \"1.5s\" or "
              "\"2m\", found the string '1x'"});
}

TEST_CASE("a scenario without steps is a fault") {
    CHECK(faults_of("name = \"x\"") ==
          Lines{"a.toml: step: is missing; expected steps, as in [[step]] and settle = \"1s\" below it"});
    CHECK(faults_of("step = []") == Lines{"a.toml:1: step: has no steps"});
    CHECK(faults_of("step = 1").size() == 1);
    CHECK(faults_of("[[stpe]]\nsettle = \"1s\"").size() == 1);
}

TEST_CASE("a text that is no TOML has one fault") {
    REQUIRE(faults_of("[[step]\n").size() == 1);
    CHECK(faults_of("[[step]\n")[0].starts_with("a.toml:1: "));
}

TEST_CASE("what a client says is a line of its own") {
    CHECK(step_faults_of("send = \"a\\nb\"\nto = \"Ball\"") ==
          Lines{"2: step.send: has a line feed; expected a client's line, several of them as an array of "
                "strings"});
    CHECK(step_faults_of("send = []\nto = \"Ball\"") ==
          Lines{"2: step.send: is empty; expected a client's line"});
    CHECK(step_faults_of("send = \"a\"") ==
          Lines{"1: step.to: is missing; expected the server that it is sent to"});
    CHECK(step_faults_of("send = \"a\"\nto = \"Ball\"\nexpect = 1").size() == 1);
    CHECK(step_faults_of("send = \"a\"\nto = \"Ball\"\nawait = 1").size() == 1);
    CHECK(step_faults_of("send = \"a\"\nto = \"Ball\"\nwithin = \"0s\"").size() == 1);
}

TEST_CASE("an answer that is not waited for cannot be as expected") {
    CHECK(step_faults_of("send = \"a\"\nto = \"Ball\"\nawait = false\nexpect = \"? a\"") ==
          Lines{"5: step.expect: with await = false the answer is not waited for"});
}

TEST_CASE("a race needs two clients that are right") {
    CHECK(step_faults_of("race = [{ send = \"a\", to = \"Ball\" }]").size() == 1);
    CHECK(step_faults_of("race = []").size() == 1);
    CHECK(step_faults_of("race = [{ send = \"a\", to = \"Ball\" }, { send = \"a\", two = \"Ball\" }]") ==
          Lines{"2: step.race.two: unknown key 'two'; did you mean 'to'?"});
}

TEST_CASE("a modifier of another verb is an unknown key") {
    CHECK(step_faults_of("settle = \"1s\"\nfor = \"1s\"") == Lines{"3: step.for: unknown key 'for'"});
    CHECK(step_faults_of("cut = [\"Alford\", \"Welsh\"]\nexpect = \"x\"") ==
          Lines{"3: step.expect: unknown key 'expect'"});
}

TEST_CASE("a check names its client and servers of the herd") {
    CHECK(step_faults_of("order = { servers = [[\"Alford\"]] }") ==
          Lines{"2: step.order.client: is missing; expected a client's name"});
    CHECK(step_faults_of("order = { client = \"a b\", servers = [[\"Alford\"]] }").size() == 1);
    CHECK(step_faults_of("order = { client = \"kiwi\", servers = [[\"Alford\"], [\"Alford\"]] }") ==
          Lines{"2: step.order.servers: 'Alford' is named twice"});
    CHECK(step_faults_of("order = { client = \"kiwi\", servers = [] }").size() == 1);
    CHECK(step_faults_of("order = \"kiwi\"").size() == 1);
    CHECK(step_faults_of("reached = { client = \"kiwi\" }") ==
          Lines{"2: step.reached.servers: is missing; expected the servers that were reached"});
    CHECK(step_faults_of("messages = { client = \"kiwi\", count = -1 }").size() == 1);
    CHECK(step_faults_of("messages = { client = \"kiwi\" }").size() == 1);
    CHECK(step_faults_of("hops = { client = \"kiwi\", at = {} }") ==
          Lines{"2: step.hops.at: names no server"});
    CHECK(step_faults_of("hops = { client = \"kiwi\", at = { Welch = 1 } }") ==
          Lines{"2: step.hops.at.Welch: unknown server 'Welch'; did you mean 'Welsh'?"});
    CHECK(step_faults_of("hops = { client = \"kiwi\", at = { Welsh = \"1\" } }").size() == 1);
    CHECK(step_faults_of("record = { client = \"kiwi\", at = \"Ball\" }") ==
          Lines{"2: step.record.line: is missing; expected an AT line, in which * is any one field"});
    CHECK(step_faults_of("absent = { client = \"kiwi\", at = \"Bell\" }") ==
          Lines{"2: step.absent.at: unknown server 'Bell'; did you mean 'Ball'?"});
    CHECK(step_faults_of("converged = []") == Lines{"2: step.converged: names no client"});
    CHECK(step_faults_of("converged = \"a b\"").size() == 1);
}

TEST_CASE("what breaks is no table of a scenario but a step") {
    const auto faults = faults_of("[[fault]]\ncut = [\"Alford\", \"Welsh\"]\n[[step]]\nsettle = \"1s\"");
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].find("a step of a scenario") != std::string::npos);
}

TEST_CASE("a file that cannot be read or is too large is a fault") {
    const test::TemporaryDirectory directory;
    const auto missing = load_scenario(directory / "a.toml");
    REQUIRE_FALSE(missing);
    CHECK(missing.error()[0].why == "no such file");
    const auto large = directory.write("b.toml", std::string((std::size_t{1} << 20) + 1, '#'));
    const auto refused = load_scenario(large);
    REQUIRE_FALSE(refused);
    CHECK(refused.error()[0].why.starts_with("larger than 1MiB"));
}

TEST_CASE("a scenario from elsewhere names no file, no variable and no host") {
    CHECK(outside_faults_of("[herd]\n"
                            "secret_file = \"/etc/shadow\"\n"
                            "secret_env = \"HOME\"\n"
                            "[places]\n"
                            "provider = \"file\"\n"
                            "path = \"/etc/passwd\"\n"
                            "api_key_env = \"HOME\"\n"
                            "base_url = \"http://169.254.169.254\"\n"
                            "fallback = \"file\"\n"
                            "ca_file = \"/etc/passwd\"\n"
                            "[[step]]\n"
                            "settle = \"1s\"\n") ==
          Lines{"a.toml:2: herd.secret_file: names a file, which a scenario from elsewhere cannot read",
                "a.toml:3: herd.secret_env: names an environment variable, which a scenario from elsewhere "
                "cannot read",
                "a.toml:5: places.provider: a scenario from elsewhere has no places but \"embedded\" and "
                "\"none\"",
                "a.toml:6: places.path: names a file, which a scenario from elsewhere cannot read",
                "a.toml:7: places.api_key_env: names an environment variable, which a scenario from "
                "elsewhere cannot read",
                "a.toml:8: places.base_url: names a host, which a scenario from elsewhere cannot ask",
                "a.toml:9: places.fallback: a scenario from elsewhere has no places but \"embedded\" and "
                "\"none\"",
                "a.toml:10: places.ca_file: names a file, which a scenario from elsewhere cannot read"});
}

TEST_CASE("a herd of a file is not looked at, though it is there") {
    const test::TemporaryDirectory directory;
    const auto file = directory.write("secret.toml", "servers = 1\n");
    const auto faults = outside_faults_of("herd = \"" + file.string() +
                                          "\"\n"
                                          "[[step]]\n"
                                          "stop = \"Nobody\"\n"
                                          "[[step]]\n"
                                          "sned = \"x\"\n");
    CHECK(faults ==
          Lines{"a.toml:1: herd: names a file, which a scenario from elsewhere cannot read; write its "
                "[servers] and [topology] here",
                "a.toml:5: step.sned: unknown key 'sned'; did you mean 'send'?"});
}

TEST_CASE("a scenario from elsewhere has servers, topology and options of its own") {
    CHECK(outside_faults_of("[servers]\n"
                            "A = {}\n"
                            "B = {}\n"
                            "[topology]\n"
                            "A = [\"B\"]\n"
                            "[herd]\n"
                            "propagation = \"tree\"\n"
                            "[places]\n"
                            "provider = \"none\"\n"
                            "[[step]]\n"
                            "settle = \"1s\"\n")
              .empty());
}

}  // namespace
}  // namespace herd::scenario
