#include "scenario_files.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "herd_file.hpp"

namespace herd::app {
namespace {

using Paths = std::vector<std::filesystem::path>;

/// The scenario files of a directory.
std::optional<Paths> list_directory(const std::filesystem::path& directory) {
    Paths files;
    std::error_code error;
    std::filesystem::directory_iterator entries(directory, error);
    for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
        if (entries->path().extension() == ".toml") files.push_back(entries->path());
    }
    if (error) {
        say(directory.string() + ": " + error.message());
        return std::nullopt;
    }
    if (files.empty()) {
        say(directory.string() + ": has no files that end with .toml");
        return std::nullopt;
    }
    std::sort(files.begin(), files.end());
    return files;
}

bool is_chosen(const scenario::Scenario& scenario, const std::string& filter) {
    return scenario.name.find(filter) != std::string::npos ||
           scenario.file.filename().string().find(filter) != std::string::npos;
}

}  // namespace

std::optional<std::vector<scenario::Scenario>> load_scenarios_or_complain(
    const std::vector<std::string>& files, const std::string& filter) {
    bool is_good = true;
    Paths paths;
    for (const auto& file : files) {
        std::error_code ignored;
        if (!std::filesystem::is_directory(file, ignored)) {
            paths.emplace_back(file);
        } else if (const auto listed = list_directory(file)) {
            paths.insert(paths.end(), listed->begin(), listed->end());
        } else {
            is_good = false;
        }
    }
    std::vector<scenario::Scenario> scenarios;
    for (const auto& path : paths) {
        auto scenario = scenario::load_scenario(path);
        if (scenario) {
            if (is_chosen(*scenario, filter)) scenarios.push_back(std::move(*scenario));
            continue;
        }
        is_good = false;
        for (const auto& fault : scenario.error()) {
            std::fprintf(stderr, "%s\n", config::format_fault(fault).c_str());
        }
    }
    if (!is_good) return std::nullopt;
    if (scenarios.empty()) {
        say("no scenario has '" + filter + "' in its name");
        return std::nullopt;
    }
    return scenarios;
}

}  // namespace herd::app
