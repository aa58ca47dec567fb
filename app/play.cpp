#include "scenario/play.hpp"

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/whole_file.hpp"
#include "commands.hpp"
#include "exit_status.hpp"
#include "file_limit.hpp"
#include "herd_file.hpp"
#include "net/choose_provider.hpp"
#include "play_progress.hpp"
#include "scenario/against_stage.hpp"
#include "scenario/format_step.hpp"
#include "scenario/live_stage.hpp"
#include "scenario/report.hpp"
#include "scenario/run_directory.hpp"
#include "scenario/sim_stage.hpp"
#include "scenario_files.hpp"

namespace herd::app {
namespace {

using scenario::Outcome;
using scenario::Played;
using scenario::Scenario;

using MadeStage = Result<std::unique_ptr<scenario::Stage>, std::string>;

/// Plays scenarios one after another and keeps how they went.
class Playing {
public:
    Playing(const PlayArguments& arguments, const std::optional<config::Config>& against,
            std::optional<scenario::RunDirectory> directory, std::size_t count)
        : arguments_(arguments), against_(against), directory_(std::move(directory)), progress_(count) {}

    /// All rounds of a scenario. Errors: in words: its servers could not listen.
    Result<void, std::string> play(const Scenario& scenario) {
        std::filesystem::path folder;
        for (std::size_t round = 1; round <= arguments_.repeat; ++round) {
            // A round that went wrong keeps its folder.
            const bool is_kept = round > 1 && played_.back().verdict.outcome != Outcome::passed;
            if (directory_ && (folder.empty() || is_kept)) folder = add_folder(scenario);
            Played played{scenario.file, scenario.name, arguments_.repeat > 1 ? round : 0, folder, {}};
            if (auto done = play_round(scenario, arguments_.seed + round - 1, played); !done) return done;
            progress_.clear();
            std::fputs(scenario::format_verdict(played).c_str(), arguments_.json ? stderr : stdout);
            std::fflush(stdout);
            played_.push_back(std::move(played));
        }
        return {};
    }

    const std::vector<Played>& played() const { return played_; }

private:
    std::filesystem::path add_folder(const Scenario& scenario) {
        const auto folder = directory_->add_folder(scenario.file);
        if (folder) return *folder;
        progress_.clear();
        say("warning: " + folder.error());
        return {};
    }

    MadeStage make_stage(const Scenario& scenario, std::uint64_t seed, const Played& played) const {
        if (against_) return scenario::make_against_stage(*against_);
        auto config = scenario.config;
        if (played.directory.empty()) {
            config.log.level = config::LogLevel::off;
        } else {
            config.log.directory = std::filesystem::absolute(played.directory);
        }
        if (arguments_.sim) {
            scenario::SimOptions options;
            options.seed = seed;
            return scenario::make_sim_stage(config, options)
                .map([](auto stage) -> std::unique_ptr<scenario::Stage> { return stage; });
        }
        scenario::LiveOptions options;
        options.seed = seed;
        options.complain = [](const std::string& complaint) { say("warning: " + complaint); };
        return scenario::make_live_stage(std::move(config), std::move(options));
    }

    Result<void, std::string> play_round(const Scenario& scenario, std::uint64_t seed, Played& played) {
        progress_.start(scenario::format_title(played), scenario.steps.size());
        if (against_) {
            if (auto mismatch = scenario::find_mismatch(scenario, *against_)) {
                played.verdict.outcome = Outcome::skipped;
                played.verdict.reason = std::move(*mismatch);
                return {};
            }
        }
        auto stage = make_stage(scenario, seed, played);
        if (!stage) return unexpected(std::move(stage.error()));
        scenario::PlayOptions options;
        options.on_step = [&](std::size_t step) {
            progress_.show_step(step, scenario::format_step(scenario.steps[step].verb));
        };
        played.verdict = scenario::play(scenario, **stage, options);
        if (played.directory.empty()) return {};
        if (auto written = scenario::write_run(played, (*stage)->trace()); !written) {
            progress_.clear();
            say("warning: " + written.error());
        }
        return {};
    }

    const PlayArguments& arguments_;
    const std::optional<config::Config>& against_;
    std::optional<scenario::RunDirectory> directory_;
    PlayProgress progress_;
    std::vector<Played> played_;
};

/// The servers to play against; nothing, and a complaint, if the file does not tell.
std::optional<config::Config> load_against(const std::string& file) {
    auto config = load_or_complain(file);
    if (!config) return std::nullopt;
    if (const auto stage = scenario::make_against_stage(*config); !stage) {
        say("--against " + file + ": " + stage.error());
        return std::nullopt;
    }
    return config;
}

/// Whether all scenarios have their places; a complaint for each that has not.
bool have_providers_or_complain(const std::vector<Scenario>& scenarios, bool sim) {
    bool is_good = true;
    for (const auto& scenario : scenarios) {
        const auto& places = scenario.config.places;
        const auto source = net::choose_provider(sim ? net::local_places(places) : places, nullptr);
        if (source) continue;
        is_good = false;
        for (const auto& fault : source.error())
            say(scenario.file.string() + ": " + config::format_fault(fault));
    }
    return is_good;
}

int choose_status(const scenario::Tally& tally) {
    if (tally.failed > 0) return exit_check_failed;
    if (tally.unsettled > 0) return exit_timeout;
    if (tally.passed == 0) {
        say("nothing was played");
        return exit_usage;
    }
    return exit_good;
}

}  // namespace

int run_play(PlayArguments arguments) {
    if (arguments.seeds > 1) arguments.repeat = arguments.seeds;
    // The report of an earlier run must not pass for this one's.
    std::error_code error;
    if (!arguments.junit.empty() && (std::filesystem::remove(arguments.junit, error), error)) {
        say("--junit " + arguments.junit + ": " + error.message());
        return exit_usage;
    }
    const auto scenarios = load_scenarios_or_complain(arguments.files, arguments.filter);
    if (!scenarios) return exit_usage;
    std::optional<config::Config> against;
    if (!arguments.against.empty()) {
        against = load_against(arguments.against);
        if (!against) return exit_usage;
    } else if (!have_providers_or_complain(*scenarios, arguments.sim)) {
        return exit_usage;
    }
    std::optional<scenario::RunDirectory> directory;
    if (auto opened = scenario::RunDirectory::open(arguments.run_directory)) {
        directory = std::move(*opened);
    } else if (arguments.has_run_directory) {
        say("--run-dir: " + opened.error());
        return exit_usage;
    } else {
        say("warning: no run directory: " + opened.error());
    }
    std::signal(SIGPIPE, SIG_IGN);
    raise_file_limit();
    Playing playing(arguments, against, std::move(directory), scenarios->size() * arguments.repeat);
    for (const auto& scenario : *scenarios) {
        if (const auto done = playing.play(scenario); !done) {
            say(scenario.file.string() + ": " + done.error());
            return exit_connection;
        }
    }
    const auto tally = scenario::count_outcomes(playing.played());
    std::fprintf(arguments.json ? stderr : stdout, "%s\n", scenario::format_tally(tally).c_str());
    if (arguments.json) std::fputs(scenario::format_json(playing.played()).c_str(), stdout);
    std::fflush(stdout);
    if (!arguments.junit.empty()) {
        if (const auto written = write_whole(arguments.junit, scenario::format_junit(playing.played()));
            !written) {
            say("--junit: " + written.error());
            return exit_usage;
        }
    }
    return choose_status(tally);
}

}  // namespace herd::app
