// Plays the shipped scenarios, on whatever core it was linked with, until one does not pass. Ends with 0 if
// there is one.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "scenario/live_stage.hpp"
#include "scenario/play.hpp"

namespace {

using namespace herd;

/// Whether the scenario does not pass.
bool catches(const std::filesystem::path& file) {
    auto scenario = scenario::load_scenario(file);
    if (!scenario) {
        std::printf("%s\n", config::format_fault(scenario.error().front()).c_str());
        std::exit(2);
    }
    scenario->config.log.level = config::LogLevel::off;
    auto stage = scenario::make_live_stage(scenario->config);
    if (!stage) {
        // A herd that does not even come up is caught as well.
        std::printf("caught by %s: %s\n", scenario->name.c_str(), stage.error().c_str());
        return true;
    }
    const auto verdict = scenario::play(*scenario, **stage);
    if (!verdict.failure) return false;
    std::printf("caught by %s\n%s\n", scenario->name.c_str(),
                scenario::format_failure(*verdict.failure).c_str());
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    if (files.empty()) return 2;
    if (std::any_of(files.begin(), files.end(), catches)) return 0;
    std::printf("no scenario fails\n");
    return 1;
}
