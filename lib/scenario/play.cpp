#include "scenario/play.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "scenario/format_step.hpp"
#include "scenario/invariants.hpp"
#include "scenario/play_step.hpp"

namespace herd::scenario {
namespace {

class Run {
public:
    Run(const Scenario& scenario, Stage& stage, const PlayOptions& options)
        : scenario_(scenario), stage_(stage), options_(options) {
        verdict_.steps = scenario.steps.size();
    }

    Verdict play() {
        if (lacks_faults()) {
            verdict_.outcome = Outcome::skipped;
            verdict_.reason = "needs fault control";
            verdict_.left_out = verdict_.steps;
            return std::move(verdict_);
        }
        for (std::size_t i = 0; i < scenario_.steps.size() && !verdict_.failure; ++i) play_step(i);
        if (verdict_.left_out == verdict_.steps) {
            verdict_.outcome = Outcome::skipped;
            verdict_.reason = "every step needs a trace";
        } else if (verdict_.left_out > 0) {
            verdict_.notes.push_back(std::to_string(verdict_.left_out) + " of " +
                                     std::to_string(verdict_.steps) + " steps left out: need a trace");
        }
        if (stage_.can(Ability::trace)) look_at_invariants();
        add_findings(stage_.check());
        return std::move(verdict_);
    }

private:
    bool lacks_faults() const {
        return !stage_.can(Ability::faults) &&
               std::any_of(scenario_.steps.begin(), scenario_.steps.end(),
                           [](const Step& step) { return ability_for(step.verb) == Ability::faults; });
    }

    void play_step(std::size_t i) {
        const auto& step = scenario_.steps[i];
        const auto ability = ability_for(step.verb);
        if (ability && !stage_.can(*ability)) {
            ++verdict_.left_out;
            return;
        }
        if (options_.on_step) options_.on_step(i);
        auto setback = scenario::play_step(step.verb, stage_, options_.patience);
        if (!setback) return;
        verdict_.outcome = setback->outcome;
        verdict_.failure = std::move(setback->failure);
        verdict_.failure->line = step.line;
        verdict_.failure->step = format_step(step.verb);
    }

    void look_at_invariants() {
        const auto trace = stage_.trace();
        if (trace.dropped > 0) {
            verdict_.notes.push_back("the trace has lost its first " + std::to_string(trace.dropped) +
                                     " events: what began before is not checked");
        }
        add_findings(check_invariants(trace));
    }

    void add_findings(Findings findings) {
        if (findings.empty()) return;
        if (!verdict_.failure) {
            verdict_.failure.emplace();
            verdict_.failure->why = "the herd broke a rule that always holds";
        }
        // A herd that is wrong is worse news than one that is slow.
        verdict_.outcome = Outcome::failed;
        auto& all = verdict_.failure->findings;
        all.insert(all.end(), std::make_move_iterator(findings.begin()),
                   std::make_move_iterator(findings.end()));
    }

    const Scenario& scenario_;
    Stage& stage_;
    const PlayOptions& options_;
    Verdict verdict_;
};

}  // namespace

Verdict play(const Scenario& scenario, Stage& stage, const PlayOptions& options) {
    const auto begin = std::chrono::steady_clock::now();
    auto verdict = Run(scenario, stage, options).play();
    verdict.duration = std::chrono::steady_clock::now() - begin;
    return verdict;
}

}  // namespace herd::scenario
