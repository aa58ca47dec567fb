#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "checker/checks.hpp"

namespace herd::checker {
namespace {

/// The greatest Lamport time that each server has heard, in each of its lives.
class Heard {
public:
    void hear(LifeId life, FactIndex at, std::uint64_t lamport) {
        if (life >= times_.size()) times_.resize(life + 1);
        auto& times = times_[life];
        if (times.empty() || lamport > times.back().second) times.emplace_back(at, lamport);
    }

    /// That up to a fact, itself included; 0: none.
    std::uint64_t latest(LifeId life, FactIndex at) const {
        if (life >= times_.size()) return 0;
        const auto later =
            std::upper_bound(times_[life].begin(), times_[life].end(), at,
                             [](FactIndex index, const auto& time) { return index < time.first; });
        return later == times_[life].begin() ? 0 : (later - 1)->second;
    }

private:
    std::vector<std::vector<std::pair<FactIndex, std::uint64_t>>> times_;
};

}  // namespace

Findings check_causality(const Evidence& evidence) {
    Findings findings;
    Heard heard;
    std::vector<LifeId> lives(evidence.roster().size());
    LifeId next_life = 0;

    // Whether the server was told of it before it showed it.
    const auto check_told = [&](core::ServerIndex server, LifeId life, RecordId record, FactIndex at) {
        const auto known = evidence.knowledge().find(life, record);
        if (known && known->may <= at) return true;
        findings.push_back(evidence.roster().name(server) + " at " +
                           format_time(evidence, evidence.facts()[at].at) + " shows " +
                           format_record(evidence, record) + " without having been told of it");
        return false;
    };

    for (FactIndex at = 0; at < evidence.facts().size(); ++at) {
        const Fact& fact = evidence.facts()[at];
        const LifeId life = lives[fact.server];
        if (std::holds_alternative<ServerUp>(fact.what)) {
            lives[fact.server] = next_life++;
        } else if (const auto* passed = std::get_if<Passed>(&fact.what)) {
            if (passed->has_come) {
                heard.hear(life, at, passed->lamport);
                continue;
            }
            if (!check_told(fact.server, life, passed->record, at)) continue;
            const auto told = evidence.knowledge().find(life, passed->record)->may;
            if (const auto before = heard.latest(life, told); passed->lamport <= before) {
                findings.push_back(format_moment(evidence, at) + " sends " +
                                   format_record(evidence, passed->record) + " with the Lamport time " +
                                   std::to_string(passed->lamport) + ", but had heard " +
                                   std::to_string(before) + " when it was told of it");
            }
        } else if (const auto* answered = std::get_if<Answered>(&fact.what)) {
            const Answer& answer = evidence.answers()[answered->answer];
            if (answer.kind != Answer::Kind::record) continue;
            check_told(fact.server, life, answer.record, at);
            for (const Hit& hit : answer.hits) check_told(fact.server, life, hit.record, at);
        } else if (const auto* taken = std::get_if<StockTaken>(&fact.what)) {
            for (const ServerStock& stock : evidence.stocks()[taken->stock].servers) {
                for (const RecordId record : stock.records) check_told(stock.server, stock.life, record, at);
            }
        }
    }
    return findings;
}

}  // namespace herd::checker
