#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/format_step.hpp"
#include "scenario/scenario.hpp"
#include "support/catch.hpp"

namespace herd::scenario {

using Lines = std::vector<std::string>;

/// The faults of a text as the command shows them, of a file called `a.toml`.
inline Lines faults_of(std::string_view text) {
    Lines lines;
    if (const auto scenario = parse_scenario(text, "a.toml"); !scenario) {
        for (const auto& fault : scenario.error()) lines.push_back(config::format_fault(fault));
    }
    return lines;
}

/// The scenario of a good text; fails the test with the faults of a bad one.
inline Scenario scenario_of(std::string_view text) {
    std::string faults;
    for (const auto& line : faults_of(text)) faults += line + "\n";
    INFO(faults);
    auto scenario = parse_scenario(text, "/scenarios/a.toml");
    REQUIRE(scenario.has_value());
    return *scenario;
}

/// The one step that stands under a [[step]].
template <class Step>
Step step_of(std::string_view keys) {
    const auto scenario = scenario_of("[[step]]\n" + std::string(keys));
    REQUIRE(scenario.steps.size() == 1);
    CHECK(scenario.steps[0].line == 1);
    REQUIRE(std::holds_alternative<Step>(scenario.steps[0].verb));
    return std::get<Step>(scenario.steps[0].verb);
}

/// The faults of what stands under a [[step]], without the name of the file. Shape: the next line is line 2.
inline Lines step_faults_of(std::string_view keys) {
    Lines lines;
    for (const auto& line : faults_of("[[step]]\n" + std::string(keys))) lines.push_back(line.substr(7));
    return lines;
}

}  // namespace herd::scenario
