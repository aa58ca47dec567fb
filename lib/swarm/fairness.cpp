#include "swarm/fairness.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <variant>

#include "core/fields.hpp"
#include "swarm/uptime.hpp"

namespace herd::swarm {
namespace {

bool breaks_something(const fault::Action& action) {
    return !std::holds_alternative<fault::Heal>(action) && !std::holds_alternative<fault::HealAll>(action) &&
           !std::holds_alternative<fault::Start>(action) && !std::holds_alternative<fault::Resume>(action);
}

class Walk {
public:
    explicit Walk(const config::Config& config) : config_(config), uptime_(config) {}

    bool operator()(const scenario::Send& send) {
        const auto server = *config::find_server(config_, send.to);
        const auto now = now_ - Uptime::margin;
        if (!uptime_.is_up(server, now)) return false;
        if (send.awaits_answer && !uptime_.answers(server, now)) return false;
        for (const auto& line : send.lines) {
            if (line.size() > config_.clients.max_line) break;
            const auto fields = core::split_fields(line);
            if (fields.count == 4 && fields.field[0] == "IAMAT") told_.emplace(fields.field[1]);
        }
        return true;
    }
    bool operator()(const scenario::Race& race) {
        return std::all_of(race.sends.begin(), race.sends.end(),
                           [this](const scenario::Send& send) { return (*this)(send); });
    }
    bool operator()(const scenario::Settle&) const { return !is_broken_; }
    bool operator()(const scenario::Quiet&) const { return !is_broken_; }
    bool operator()(const scenario::Lifted&) {
        uptime_.note_lifted();
        return !is_broken_;
    }
    bool operator()(const scenario::Wait& wait) {
        now_ += wait.duration;
        return true;
    }
    bool operator()(const scenario::Converged& converged) const {
        return !is_broken_ && told_.count(converged.client) > 0;
    }
    bool operator()(const fault::Fault& fault) {
        if (!uptime_.allows(fault, now_ - Uptime::margin)) return false;
        uptime_.note(fault, now_);
        if (std::holds_alternative<fault::HealAll>(fault.action)) is_broken_ = false;
        if (breaks_something(fault.action)) is_broken_ = true;
        // It may have been the only one that had heard of them.
        if (std::holds_alternative<fault::Stop>(fault.action) ||
            std::holds_alternative<fault::Crash>(fault.action))
            told_.clear();
        return true;
    }
    template <class Check>
    bool operator()(const Check&) const {
        return true;
    }

private:
    const config::Config& config_;
    Uptime uptime_;
    nanoseconds now_{};
    bool is_broken_ = false;
    std::set<std::string, std::less<>> told_;
};

}  // namespace

bool is_fair(const scenario::Scenario& scenario) {
    Walk walk(scenario.config);
    return std::all_of(scenario.steps.begin(), scenario.steps.end(), [&](const scenario::Step& step) {
        return std::visit([&](const auto& verb) { return walk(verb); }, step.verb);
    });
}

}  // namespace herd::swarm
