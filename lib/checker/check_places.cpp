#include <chrono>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "checker/checks.hpp"

namespace herd::checker {
namespace {

/// From its deadline to the answer in the client's hands. Units: of the server's time.
constexpr nanoseconds slack = std::chrono::milliseconds(100);

/// A server answers at least so many commands of a client side by side.
constexpr std::size_t side_by_side = 32;

/// When some server was paused; which one, nobody tells.
class Pauses {
public:
    explicit Pauses(const Evidence& evidence) {
        std::size_t paused = 0;
        for (const Fact& fact : evidence.facts()) {
            const auto* change = std::get_if<FaultChanged>(&fact.what);
            if (!change || evidence.text(change->what) != "paused") continue;
            if (change->is_set && paused++ == 0) spans_.emplace_back(fact.at, std::nullopt);
            if (!change->is_set && paused > 0 && --paused == 0) spans_.back().second = fact.at;
        }
    }

    bool overlaps(SteadyTime from, SteadyTime until) const {
        for (const auto& [begin, end] : spans_) {
            if (begin <= until && (!end || *end >= from)) return true;
        }
        return false;
    }

private:
    std::vector<std::pair<SteadyTime, std::optional<SteadyTime>>> spans_;
};

/// The time of a fact.
SteadyTime time_of(const Evidence& evidence, FactIndex at) {
    return evidence.facts()[at].at;
}

}  // namespace

Findings check_places(const Evidence& evidence) {
    Findings findings;
    const Pauses pauses(evidence);
    const SteadyTime end = evidence.facts().empty() ? SteadyTime{} : evidence.facts().back().at;
    // By client, when the last so many commands had their answers: those that come later may have waited for
    // them.
    std::vector<std::deque<SteadyTime>> answered;
    for (CommandId id = 0; id < evidence.commands().size(); ++id) {
        const Command& command = evidence.commands()[id];
        if (command.client >= answered.size()) answered.resize(command.client + 1);
        auto& before = answered[command.client];
        SteadyTime begin = time_of(evidence, command.said);
        if (before.size() >= side_by_side) begin = std::max(begin, before[before.size() - side_by_side]);
        const SteadyTime until =
            command.answer ? time_of(evidence, evidence.answers()[*command.answer].at) : end;
        before.push_back(until);
        if (before.size() > side_by_side) before.pop_front();

        const bool is_owed = command.answer || (evidence.is_open(command.client) && !command.is_vague);
        if (command.verb != Verb::whatsat || !is_owed || !evidence.is_clear(command.client)) continue;
        if (until - begin <= evidence.options().places_timeout + slack || pauses.overlaps(begin, until))
            continue;
        findings.push_back(format_command(evidence, id) + " waited for its answer until " +
                           format_time(evidence, until));
    }
    return findings;
}

}  // namespace herd::checker
