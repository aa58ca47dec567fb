#include "swarm/run.hpp"

#include <optional>
#include <string_view>

#include "core/hash.hpp"
#include "scenario/format_step.hpp"
#include "scenario/play.hpp"
#include "scenario/sim_stage.hpp"
#include "trace/event_json.hpp"

namespace herd::swarm {
namespace {

using scenario::Outcome;

std::string first_word(std::string_view text) {
    return std::string(text.substr(0, text.find(' ')));
}

/// The checker that a finding is of, which stands before it as one word; nothing: none does.
std::optional<std::string> checker_of(const std::string& finding) {
    const auto colon = finding.find(": ");
    if (colon == std::string::npos || finding.find(' ') < colon) return std::nullopt;
    return finding.substr(0, colon);
}

std::string name_trouble(const scenario::Verdict& verdict) {
    if (!verdict.failure) return {};
    const auto& failure = *verdict.failure;
    for (const auto& finding : failure.findings) {
        if (auto checker = checker_of(finding)) return *checker;
    }
    return failure.step.empty() ? "rule" : first_word(failure.step);
}

std::uint64_t hash_trace(const trace::Trace& trace, std::uint64_t border) {
    std::string text = std::to_string(border) + "\n";
    for (const auto& event : trace.events) trace::append_event_json(event, trace.servers, text);
    return core::hash_bytes(text);
}

}  // namespace

Report run(const scenario::Scenario& scenario, std::uint64_t seed) {
    Report report;
    report.seed = seed;
    scenario::SimOptions options;
    options.seed = seed;
    const auto stage = scenario::make_sim_stage(scenario.config, options);
    if (!stage) {
        report.outcome = Outcome::failed;
        report.trouble = "start";
        report.text = stage.error();
        return report;
    }
    const auto verdict = scenario::play(scenario, **stage);
    report.outcome = verdict.outcome;
    report.trouble = name_trouble(verdict);
    if (verdict.failure) report.text = scenario::format_failure(*verdict.failure);
    const auto trace = (*stage)->trace();
    report.fingerprint = hash_trace(trace, (*stage)->fingerprint());
    report.coverage = measure_coverage(scenario, **stage, trace);
    return report;
}

Report run_twice(const scenario::Scenario& scenario, std::uint64_t seed) {
    auto report = run(scenario, seed);
    if (run(scenario, seed).fingerprint == report.fingerprint) return report;
    report.outcome = Outcome::failed;
    report.trouble = "determinism";
    report.text = "two runs of the same seed differ";
    return report;
}

}  // namespace herd::swarm
