#include "control/run.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "scenario/live_stage.hpp"
#include "scenario/play.hpp"
#include "scenario/sim_stage.hpp"
#include "scenario/stage_limits.hpp"

namespace herd::control {
namespace {

constexpr std::size_t most_faults_told = 100;

// A herd that is played beside another, in the same process.
constexpr std::size_t most_servers = 64;
constexpr std::size_t most_links = 256;
constexpr std::size_t most_steps = 1000;
constexpr std::size_t most_connections = 500;  // of clients that race, or are not waited for
constexpr int most_workers = 4;
constexpr nanoseconds longest_places = std::chrono::seconds(5);

constexpr std::size_t longest_text = 65536;  // bytes, of each text of a report

std::string format_line(const config::Fault& fault) {
    std::string text = fault.line > 0 ? "line " + std::to_string(fault.line) + ": " : "";
    if (!fault.key.empty()) text += fault.key + ": ";
    return text + fault.why;
}

Problem refuse_scenario(const std::vector<config::Fault>& faults) {
    Problem problem{422, {}, {}, {}};
    for (const auto& fault : faults) {
        if (problem.errors.size() == most_faults_told) {
            problem.errors.push_back("and " + std::to_string(faults.size() - most_faults_told) + " more");
            break;
        }
        problem.errors.push_back(format_line(fault));
    }
    problem.detail = "the scenario cannot be played: " + problem.errors.front();
    return problem;
}

std::size_t count_connections(const scenario::Verb& verb) {
    if (const auto* race = std::get_if<scenario::Race>(&verb)) return race->sends.size();
    const auto* send = std::get_if<scenario::Send>(&verb);
    return send && !send->awaits_answer ? 1 : 0;
}

Result<void, Problem> check_count(std::size_t count, std::size_t most, const std::string& what) {
    if (count <= most) return {};
    const std::string why = "has " + std::to_string(count) + " " + what + "; a run has at most " +
                            std::to_string(most) + ", and herd play more";
    return unexpected(Problem{422, "the scenario " + why, {why}, {}});
}

Result<void, Problem> check_size(const scenario::Scenario& scenario) {
    std::size_t connections = 0;
    for (const auto& step : scenario.steps) connections += count_connections(step.verb);
    if (auto checked = check_count(scenario.config.servers.size(), most_servers, "servers"); !checked)
        return checked;
    if (auto checked = check_count(scenario.config.links.size(), most_links, "links"); !checked)
        return checked;
    if (auto checked = check_count(scenario.steps.size(), most_steps, "steps"); !checked) return checked;
    return check_count(connections, most_connections, "clients that race or are not waited for");
}

void make_modest(config::Config& config) {
    config.log.level = config::LogLevel::off;
    config.trace.buffer = std::min(config.trace.buffer, scenario::least_trace);
    config.places.workers = std::min(config.places.workers, most_workers);
    config.places.timeout = std::min(config.places.timeout, longest_places);
}

Result<std::unique_ptr<scenario::Stage>, std::string> make_stage(const RunOrder& order) {
    if (order.mode == RunMode::sim) {
        scenario::SimOptions options;
        options.seed = order.seed;
        return scenario::make_sim_stage(order.scenario.config, options)
            .map([](auto stage) -> std::unique_ptr<scenario::Stage> { return stage; });
    }
    scenario::LiveOptions options;
    options.seed = order.seed;
    return scenario::make_live_stage(order.scenario.config, std::move(options));
}

void fail(scenario::Verdict& verdict, std::string why) {
    verdict.outcome = scenario::Outcome::unsettled;
    if (!verdict.failure) verdict.failure.emplace();
    verdict.failure->why = std::move(why);
}

/// Cuts what a report would carry of answers and stories that are very long.
void shorten(std::string& text) {
    if (text.size() > longest_text) text = text.substr(0, longest_text) + "...";
}
void shorten(std::vector<std::string>& texts) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        shorten(texts[i]);
        size += texts[i].size();
        if (size > longest_text) texts.resize(i + 1);
    }
}
void shorten(scenario::Failure& failure) {
    for (auto* text : {&failure.step, &failure.why, &failure.mark, &failure.story}) shorten(*text);
    for (auto* texts : {&failure.expected, &failure.seen, &failure.findings}) shorten(*texts);
}

}  // namespace

std::string_view format_mode(RunMode mode) {
    return mode == RunMode::live ? "live" : "sim";
}

Result<scenario::Scenario, Problem> parse_run(std::string_view text) {
    auto scenario = scenario::parse_scenario(text, "scenario", scenario::Reach::nothing);
    if (!scenario) return unexpected(refuse_scenario(scenario.error()));
    if (const auto checked = check_size(*scenario); !checked) return unexpected(checked.error());
    make_modest(scenario->config);
    return std::move(*scenario);
}

scenario::Played play_run(const RunOrder& order, nanoseconds limit,
                          const std::function<void(RunStage*)>& on_stage,
                          const std::function<void(std::size_t)>& on_step) {
    scenario::Played played;
    played.file = order.scenario.file;
    played.name = order.scenario.name;
    const SteadyTime deadline = SteadyTime(std::chrono::steady_clock::now()) + limit;
    auto made = make_stage(order);
    if (!made) {
        fail(played.verdict, made.error());
        return played;
    }
    RunStage stage(std::move(*made), deadline, order.mode == RunMode::live);
    on_stage(&stage);
    scenario::PlayOptions options;
    options.on_step = on_step;
    played.verdict = scenario::play(order.scenario, stage, options);
    on_stage(nullptr);
    auto& failure = played.verdict.failure;
    if (stage.was_given_up() && (!failure || failure->findings.empty())) {
        fail(played.verdict,
             "the run took longer than " +
                 std::to_string(std::chrono::duration_cast<std::chrono::seconds>(limit).count()) +
                 " s, and was given up");
    }
    if (failure) shorten(*failure);
    return played;
}

}  // namespace herd::control
