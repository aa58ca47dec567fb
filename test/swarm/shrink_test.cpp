// Failing scenarios are made small.

#include "swarm/shrink.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <variant>

#include "scenario/scenario_writer.hpp"
#include "support/catch.hpp"
#include "swarm/draw.hpp"
#include "swarm/fairness.hpp"

namespace herd::swarm {
namespace {

using scenario::Scenario;

bool has_fault(const Scenario& scenario, std::string_view verb) {
    return std::any_of(scenario.steps.begin(), scenario.steps.end(), [&](const scenario::Step& step) {
        const auto* fault = std::get_if<fault::Fault>(&step.verb);
        return fault && fault::format_verb(fault->action) == verb;
    });
}

bool says(const Scenario& scenario, std::string_view text) {
    return scenario::format_scenario(scenario).find(text) != std::string::npos;
}

Scenario read_scenario(const std::string& text) {
    auto scenario = scenario::parse_scenario(text, "/a.toml");
    REQUIRE(scenario.has_value());
    return *scenario;
}

/// The steps of a file, without its herd.
std::string steps_of(const Scenario& scenario) {
    const auto text = scenario::format_scenario(scenario);
    return text.substr(text.find("\n[[step]]"));
}

TEST_CASE("a scenario is shrunk to what its trouble needs") {
    Limits limits;
    limits.least_servers = 5;
    limits.of(FaultKind::crash) = {true, 3000};
    limits.of(FaultKind::cut) = {true, 3000};
    std::size_t shrunk_ones = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const auto drawn = draw(seed, limits);
        const auto has_trouble = [](const Scenario& scenario) {
            return has_fault(scenario, "crash") && has_fault(scenario, "cut") &&
                   says(scenario, "NEARBY kiwi ");
        };
        if (!has_trouble(drawn)) continue;
        const auto shrunk = shrink(drawn, has_trouble);
        INFO(scenario::format_scenario(shrunk.scenario));
        CHECK(has_trouble(shrunk.scenario));
        CHECK(is_fair(shrunk.scenario));
        CHECK(shrunk.scenario.steps.size() <= 4);
        CHECK(shrunk.scenario.config.servers.size() <= 4);
        CHECK(shrunk.scenario.config.links.size() == 1);
        CHECK_FALSE(says(shrunk.scenario, "[herd]"));
        CHECK_FALSE(says(shrunk.scenario, "[clients]"));
        CHECK(shrunk.runs < 1000);
        ++shrunk_ones;
    }
    CHECK(shrunk_ones > 2);
}

TEST_CASE("what is shrunk is the same every time and ends when there were enough runs") {
    const auto has_trouble = [](const Scenario& scenario) { return scenario.steps.size() > 4; };
    const auto drawn = draw(3);
    CHECK(scenario::format_scenario(shrink(drawn, has_trouble).scenario) ==
          scenario::format_scenario(shrink(drawn, has_trouble).scenario));
    const auto hasty = shrink(drawn, has_trouble, 3);
    CHECK(hasty.runs == 3);
    CHECK(has_trouble(hasty.scenario));
}

TEST_CASE("times become round and races single clients and lines few") {
    const auto scenario = read_scenario(R"(
[[step]]
wait = "37.123ms"
[[step]]
race = [
    { send = ["one", "IAMAT fig +1+1 1", "two"], to = "Alford", await = false },
    { send = "three", to = "Ball", await = false },
]
[[step]]
latency = { link = ["Alford", "Welsh"], delay = "7.5ms", jitter = "3ms" }
for = "1.234s"
)");
    const auto has_trouble = [](const Scenario& candidate) {
        bool is_long = false;
        for (const auto& step : candidate.steps) {
            const auto* wait = std::get_if<scenario::Wait>(&step.verb);
            is_long = is_long || (wait && wait->duration > std::chrono::milliseconds(8));
        }
        return is_long && says(candidate, "fig") && has_fault(candidate, "latency");
    };
    CHECK(steps_of(shrink(scenario, has_trouble).scenario) ==
          "\n[[step]]\nwait = \"10ms\"\n"
          "\n[[step]]\nsend = \"IAMAT fig +1+1 1\"\nto = \"Alford\"\nawait = false\n"
          "\n[[step]]\nlatency = { link = [\"Alford\", \"Welsh\"], delay = \"0.001us\", distribution = "
          "\"constant\" }\n");
}

TEST_CASE("what is drawn asks for no more than a herd owes") {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        CAPTURE(seed);
        CHECK(is_fair(draw(seed)));
    }
    const std::string pause = "[[step]]\npause = \"Ball\"\n";
    const std::string send = "[[step]]\nsend = \"IAMAT kiwi +1+1 1\"\nto = \"Ball\"\n";
    const std::string heal = "[[step]]\nheal = \"all\"\n";
    const std::string settle = "[[step]]\nsettle = \"1s\"\n";
    const std::string crash = "[[step]]\ncrash = \"Ball\"\n";
    const std::string start = "[[step]]\nstart = \"Ball\"\n";
    const std::string agree = "[[step]]\nconverged = \"kiwi\"\n";
    for (const auto& fair :
         {send, pause + heal + send, send + heal + settle + agree, crash + start + send,
          crash + "for = \"1s\"\n[[step]]\nwait = \"2s\"\n" + send + heal + settle + agree}) {
        CAPTURE(fair);
        CHECK(is_fair(read_scenario(fair)));
    }
    for (const auto& unfair : {pause + send, crash + send, pause + settle, crash + settle, agree,
                               send + pause + agree, crash + "for = \"1s\"\n" + send,
                               send + crash + start + heal + agree, crash + pause, pause + start + send}) {
        CAPTURE(unfair);
        CHECK_FALSE(is_fair(read_scenario(unfair)));
    }
}

}  // namespace
}  // namespace herd::swarm
