#include "swarm/run.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

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

std::vector<std::string> name_troubles(const scenario::Verdict& verdict) {
    std::vector<std::string> troubles;
    if (!verdict.failure) return troubles;
    const auto add = [&troubles](std::string trouble) {
        if (std::find(troubles.begin(), troubles.end(), trouble) == troubles.end())
            troubles.push_back(std::move(trouble));
    };
    const auto& failure = *verdict.failure;
    for (const auto& finding : failure.findings) {
        if (auto checker = checker_of(finding)) add(std::move(*checker));
    }
    if (!failure.step.empty()) add(first_word(failure.step));
    if (troubles.empty()) add("rule");
    return troubles;
}

/// Lines that a terminal can show, though clients may have very long names.
std::string shorten_lines(std::string_view text) {
    constexpr std::size_t longest = 300;  // bytes
    std::string shortened;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        auto end = std::min(line.size(), longest);
        while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
        shortened += line.substr(0, end);
        if (end < line.size()) shortened += "...";
        text.remove_prefix(line.size());
        if (text.empty()) break;
        text.remove_prefix(1);
        shortened += '\n';
    }
    return shortened;
}

std::uint64_t hash_trace(const trace::Trace& trace, std::uint64_t border) {
    std::string text = std::to_string(border) + "\n";
    for (const auto& event : trace.events) trace::append_event_json(event, trace.servers, text);
    return core::hash_bytes(text);
}

}  // namespace

bool Report::has_trouble(std::string_view name) const {
    return std::find(troubles.begin(), troubles.end(), name) != troubles.end();
}

Report run(const scenario::Scenario& scenario, std::uint64_t seed) {
    Report report;
    report.seed = seed;
    scenario::SimOptions options;
    options.seed = seed;
    const auto stage = scenario::make_sim_stage(scenario.config, options);
    if (!stage) {
        report.outcome = Outcome::failed;
        report.troubles = {"start"};
        report.text = stage.error();
        return report;
    }
    const auto verdict = scenario::play(scenario, **stage);
    report.outcome = verdict.outcome;
    report.troubles = name_troubles(verdict);
    if (verdict.failure) report.text = shorten_lines(scenario::format_failure(*verdict.failure));
    const auto trace = (*stage)->trace();
    report.fingerprint = hash_trace(trace, (*stage)->fingerprint());
    report.coverage = measure_coverage(scenario, **stage, trace);
    return report;
}

Report run_twice(const scenario::Scenario& scenario, std::uint64_t seed) {
    auto report = run(scenario, seed);
    if (run(scenario, seed).fingerprint == report.fingerprint) return report;
    report.outcome = Outcome::failed;
    report.troubles = {"determinism"};
    report.text = "two runs of the same seed differ";
    return report;
}

}  // namespace herd::swarm
