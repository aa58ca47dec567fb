// One seed, played.

#include "swarm/run.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include "scenario/scenario_writer.hpp"
#include "support/catch.hpp"
#include "swarm/draw.hpp"

namespace herd::swarm {
namespace {

const std::filesystem::path folder = std::filesystem::path(HERD_SOURCE) / "test" / "swarm";

scenario::Scenario read(const std::string& text) {
    auto scenario = scenario::parse_scenario(text, "/a.toml");
    REQUIRE(scenario.has_value());
    return *scenario;
}

TEST_CASE("a scenario that was drawn goes as before when it is played from its file") {
    std::size_t unlike = 0;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        const auto scenario = draw(seed);
        const auto report = run(scenario, seed);
        CHECK(run(read(format_scenario(scenario)), seed).fingerprint == report.fingerprint);
        if (run(scenario, seed + 1).fingerprint != report.fingerprint) ++unlike;
    }
    CHECK(unlike > 25);
}

TEST_CASE("what is wrong with a run has a name that says what it is") {
    const auto wrong = run(read("[[step]]\nsend = \"hello\"\nto = \"Ball\"\nexpect = \"? goodbye\""), 1);
    CHECK(wrong.outcome == scenario::Outcome::failed);
    CHECK(wrong.trouble() == "send");
    const auto slow =
        run(read("[[step]]\npause = \"Ball\"\n[[step]]\nsend = \"IAMAT kiwi +1+1 1\"\nto = \"Alford\"\n"
                 "[[step]]\nsettle = \"1s\""),
            1);
    CHECK(slow.outcome == scenario::Outcome::unsettled);
    CHECK(slow.trouble() == "settle");
    CHECK(slow.text.find("not within that time") != std::string::npos);
    CHECK(run(read("[[step]]\nsettle = \"1s\""), 1).trouble() == "");
}

TEST_CASE("what was found once stays right") {
    for (const auto& entry : std::filesystem::directory_iterator(folder / "found")) {
        if (entry.path().extension() != ".toml") continue;
        CAPTURE(entry.path());
        const auto scenario = scenario::load_scenario(entry.path());
        REQUIRE(scenario.has_value());
        // The first line says which seed it failed with.
        std::ifstream file(entry.path());
        std::string line;
        std::getline(file, line);
        const std::string head = "# herd play --sim --seed ";
        REQUIRE(line.substr(0, head.size()) == head);
        const auto seed = std::stoull(line.substr(head.size()));
        const auto report = run(*scenario, seed);
        INFO(report.text);
        CHECK(report.trouble() == "");
    }
}

TEST_CASE("seeds that failed once pass") {
    std::ifstream file(folder / "seeds.txt");
    REQUIRE(file.good());
    std::size_t seeds = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        CAPTURE(line);
        const auto seed = std::stoull(line);  // the first word
        const auto report = run(draw(seed), seed);
        INFO(report.text);
        CHECK(report.trouble() == "");
        ++seeds;
    }
    CHECK(seeds > 0);
}

}  // namespace
}  // namespace herd::swarm
