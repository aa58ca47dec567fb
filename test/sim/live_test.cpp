// The simulation against life: each shipped scenario, played on real sockets and simulated, ends alike.

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "scenario/live_stage.hpp"
#include "scenario/play.hpp"
#include "scenario/scenario.hpp"
#include "scenario/sim_stage.hpp"
#include "support/catch.hpp"
#include "trace/update.hpp"

namespace herd::scenario {
namespace {

/// A scenario's verdict, and what every server has at the end: by server and client.
struct Ending {
    Outcome outcome{};
    std::string failure;
    std::map<std::pair<std::string, std::string>, std::string> records;
    friend bool operator==(const Ending&, const Ending&) = default;
};

/// `AT Alford * kiwi +34+118 5`, since clocks decide on the skew. Of a race they decide more: `kiwi * 5`.
std::string without_chance(const std::string& line, bool is_race) {
    std::istringstream words(line);
    std::string at, server, skew, client, location, time;
    words >> at >> server >> skew >> client >> location >> time;
    return is_race ? client + " * " + time : at + " " + server + " * " + client + " " + location + " " + time;
}

Ending play_to_the_end(const Scenario& scenario, Stage& stage) {
    const auto verdict = play(scenario, stage);
    Ending ending{verdict.outcome, verdict.failure ? format_failure(*verdict.failure) : "", {}};
    const bool is_race = std::any_of(scenario.steps.begin(), scenario.steps.end(), [](const Step& step) {
        return std::holds_alternative<Race>(step.verb);
    });
    for (const auto& client : trace::find_clients(stage.trace())) {
        for (const auto& server : stage.servers()) {
            const auto record = stage.record(server, client);
            if (record && *record) ending.records[{server, client}] = without_chance(**record, is_race);
        }
    }
    return ending;
}

TEST_CASE("each shipped scenario ends alike on real sockets and simulated") {
    const std::filesystem::path library =
        std::filesystem::path(HERD_SOURCE) / "test" / "scenario" / "library";
    std::size_t played = 0;
    for (const auto& entry : std::filesystem::directory_iterator(library)) {
        const auto scenario = load_scenario(entry.path());
        REQUIRE(scenario);
        CAPTURE(scenario->name);
        auto config = scenario->config;
        config.log.level = config::LogLevel::off;
        const auto live = make_live_stage(config);
        REQUIRE(live);
        const auto simulated = make_sim_stage(config);
        REQUIRE(simulated);
        const auto live_ending = play_to_the_end(*scenario, **live);
        const auto simulated_ending = play_to_the_end(*scenario, **simulated);
        CHECK(simulated_ending.failure == "");
        CHECK(simulated_ending.records == live_ending.records);
        CHECK((simulated_ending == live_ending));
        ++played;
    }
    CHECK(played >= 65);
}

TEST_CASE("each shipped scenario passes with any seed") {
    const std::filesystem::path library =
        std::filesystem::path(HERD_SOURCE) / "test" / "scenario" / "library";
    for (const auto& entry : std::filesystem::directory_iterator(library)) {
        const auto scenario = load_scenario(entry.path());
        REQUIRE(scenario);
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            CAPTURE(scenario->name, seed);
            const auto stage = make_sim_stage(scenario->config, {.seed = seed});
            REQUIRE(stage);
            CHECK(play_to_the_end(*scenario, **stage).failure == "");
        }
    }
}

TEST_CASE("a scenario that fails live fails simulated, in the same words") {
    constexpr auto text = R"(
        [[step]]
        cut = ["Alford", "Welsh"]
        [[step]]
        send = "IAMAT kiwi +34.068930-118.445127 1479413884.392014450"
        to = "Alford"
        [[step]]
        settle = "1s"
        [[step]]
        messages = { client = "kiwi", count = 6 }
    )";
    const auto scenario = parse_scenario(text, "wrong.toml");
    REQUIRE(scenario);
    auto config = scenario->config;
    config.log.level = config::LogLevel::off;
    const auto live = make_live_stage(config);
    const auto simulated = make_sim_stage(config);
    const auto expected = play(*scenario, **live);
    const auto seen = play(*scenario, **simulated);
    REQUIRE(expected.failure);
    REQUIRE(seen.failure);
    CHECK(seen.outcome == expected.outcome);
    CHECK(seen.failure->line == expected.failure->line);
    CHECK(seen.failure->why == expected.failure->why);
    CHECK(seen.failure->seen == expected.failure->seen);
}

TEST_CASE("virtual time passes while nobody waits") {
    constexpr auto text = R"(
        [[step]]
        wait = "1h"
        [[step]]
        stall = { from = "Alford", to = "Welsh" }
        [[step]]
        send = "IAMAT kiwi +34.068930-118.445127 1479413884.392014450"
        to = "Alford"
        [[step]]
        settle = "10m"
    )";
    const auto scenario = parse_scenario(text, "long.toml");
    if (!scenario) FAIL(config::format_fault(scenario.error().front()));
    const auto stage = make_sim_stage(scenario->config);
    const auto verdict = play(*scenario, **stage);
    CHECK(verdict.outcome == Outcome::unsettled);
    CHECK((*stage)->network().now().time_since_epoch() > std::chrono::minutes(129));
}

}  // namespace
}  // namespace herd::scenario
