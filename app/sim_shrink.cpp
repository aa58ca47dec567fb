#include "sim_shrink.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <sstream>
#include <system_error>

#include "base/whole_file.hpp"
#include "herd_file.hpp"
#include "log/escape.hpp"
#include "scenario/scenario_writer.hpp"
#include "swarm/draw.hpp"
#include "swarm/shrink.hpp"

namespace herd::app {
namespace {

/// For one failure.
constexpr auto patience = std::chrono::seconds(60);

/// Lines as comments of TOML, which have no control characters.
std::string format_comment(const std::string& text) {
    std::string comment;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        comment += "# ";
        log::append_text_escaped(line, comment);
        comment += "\n";
    }
    return comment;
}

}  // namespace

void shrink_failure(const swarm::Limits& limits, const std::string& directory, ToldFailure& failure) {
    const std::uint64_t seed = failure.report.seed;
    const auto play = [seed](const scenario::Scenario& scenario) {
        return swarm::run_apart([&] { return swarm::run(scenario, seed); }, seed);
    };
    const auto drawn = swarm::draw(seed, limits);
    // Once nobody has the patience any more, nothing is smaller.
    const auto deadline = std::chrono::steady_clock::now() + patience;
    const auto has_trouble = [&](const scenario::Scenario& scenario) {
        return std::chrono::steady_clock::now() < deadline &&
               play(scenario).has_trouble(failure.report.trouble());
    };
    auto shrunk = swarm::shrink(drawn, has_trouble);
    shrunk.scenario.name += ", " + failure.report.trouble();
    const auto report = play(shrunk.scenario);
    const auto file = std::filesystem::path(directory) / ("seed-" + std::to_string(seed) + ".toml");
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    const auto written =
        write_whole(file, "# herd play --sim --seed " + std::to_string(seed) + " " + file.string() + "\n" +
                              format_comment(report.text) + scenario::format_scenario(shrunk.scenario));
    if (!written) return say("--out: " + written.error());
    failure.file = file.string();
    failure.steps = shrunk.scenario.steps.size();
}

}  // namespace herd::app
