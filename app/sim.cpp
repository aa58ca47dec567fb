#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "commands.hpp"
#include "exhaustive.hpp"
#include "exit_status.hpp"
#include "herd_file.hpp"
#include "scenario/scenario_writer.hpp"
#include "sim_limits.hpp"
#include "sim_progress.hpp"
#include "sim_report.hpp"
#include "sim_shrink.hpp"
#include "study.hpp"
#include "swarm/campaign.hpp"
#include "swarm/draw.hpp"

namespace herd::app {
namespace {

/// More than these are told, and not shrunk: they are likely the same.
constexpr std::size_t most_shrunk = 5;

volatile std::sig_atomic_t was_interrupted = 0;

extern "C" void note_interrupt(int) {
    was_interrupted = 1;
    std::signal(SIGINT, SIG_DFL);  // a second one ends at once
}

/// Seeds of a run that lasts for a time, if nobody says which: others than those of the run before.
std::uint64_t choose_first_seed(const SimArguments& arguments) {
    if (arguments.seed) return *arguments.seed;
    if (arguments.minutes == 0) return 1;
    return static_cast<std::uint64_t>(std::time(nullptr)) * 1000;
}

swarm::CampaignOptions make_options(const SimArguments& arguments) {
    constexpr std::uint64_t usual_seeds = 100;
    swarm::CampaignOptions options;
    options.first = choose_first_seed(arguments);
    options.seeds = arguments.seeds;
    if (arguments.minutes > 0) {
        options.time = std::chrono::duration_cast<nanoseconds>(
            std::chrono::duration<double, std::ratio<60>>(arguments.minutes));
    } else if (!options.seeds) {
        options.seeds = arguments.seed ? 1 : usual_seeds;
    }
    options.jobs = arguments.jobs > 0 ? arguments.jobs : std::max(1U, std::thread::hardware_concurrency());
    options.is_stopped = [] { return was_interrupted != 0; };
    return options;
}

int show_drawn(const swarm::CampaignOptions& options, const swarm::Limits& limits) {
    for (std::uint64_t i = 0; i < options.seeds.value_or(1); ++i)
        std::fputs(scenario::format_scenario(swarm::draw(options.first + i, limits)).c_str(), stdout);
    return exit_good;
}

std::vector<ToldFailure> tell_failures(const SimArguments& arguments, const swarm::Limits& limits,
                                       const swarm::Summary& summary) {
    std::vector<ToldFailure> failures;
    for (const auto& report : summary.failures) {
        ToldFailure failure{report, {}, {}, 0};
        failure.command = "herd sim --seed " + std::to_string(report.seed) + swarm::format_limits(limits) +
                          (arguments.twice ? " --twice" : "");
        // One that does not end, or differs from time to time, cannot be told from others by playing it once.
        const bool can_shrink = report.trouble() != "hang" && report.trouble() != "determinism";
        if (arguments.shrinks && can_shrink && failures.size() < most_shrunk && was_interrupted == 0)
            shrink_failure(limits, arguments.out, failure);
        std::fputs(format_told_failure(failure).c_str(), arguments.json ? stderr : stdout);
        failures.push_back(std::move(failure));
    }
    return failures;
}

int run_swarm(const SimArguments& arguments, const swarm::Limits& limits) {
    auto options = make_options(arguments);
    if (arguments.show) return show_drawn(options, limits);
    std::signal(SIGINT, note_interrupt);
    SimProgress progress(options.seeds);
    options.on_report = [&progress](const swarm::Report& report) {
        progress.add(report.outcome == scenario::Outcome::passed);
    };
    const auto begin = std::chrono::steady_clock::now();
    const auto summary = swarm::run_campaign(
        [&](std::uint64_t seed) {
            const auto scenario = swarm::draw(seed, limits);
            return arguments.twice ? swarm::run_twice(scenario, seed) : swarm::run(scenario, seed);
        },
        options);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    progress.clear();
    const auto failures = tell_failures(arguments, limits, summary);
    std::fputs(format_summary(summary, seconds).c_str(), arguments.json ? stderr : stdout);
    if (arguments.json) {
        std::fputs(format_sim_json(summary, failures, seconds).c_str(), stdout);
    } else if (arguments.fingerprint) {
        std::printf("fingerprint %s\n", format_fingerprint(summary.fingerprint).c_str());
    }
    if (summary.failed > 0) return exit_check_failed;
    return summary.unsettled > 0 ? exit_timeout : exit_good;
}

}  // namespace

int run_sim(const SimArguments& arguments) {
    if (arguments.exhaustive) return run_exhaustive({arguments.json, arguments.topology});
    if (!arguments.study.empty())
        return run_study({arguments.study, arguments.seed.value_or(1), arguments.quick, arguments.json});
    const auto limits = read_limits_or_complain(arguments);
    if (!limits) return exit_usage;
    return run_swarm(arguments, *limits);
}

}  // namespace herd::app
