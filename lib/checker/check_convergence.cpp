#include <algorithm>

#include "checker/checks.hpp"
#include "checker/phone_records.hpp"

namespace herd::checker {
namespace {

/// The newest records that the servers of a part were told of.
PhoneRecords find_winners(const Evidence& evidence, const Stock& stock,
                          const std::vector<std::size_t>& part) {
    PhoneRecords winners(evidence.records());
    for (const std::size_t place : part) {
        const LifeId life = stock.servers[place].life;
        for (const TextId phone : evidence.knowledge().phones(life)) {
            if (const auto newest = evidence.knowledge().newest(life, phone, stock.at)) winners.add(*newest);
        }
    }
    return winners;
}

void check_part(const Evidence& evidence, const Stock& stock, const std::vector<std::size_t>& part,
                Findings& findings) {
    const PhoneRecords winners = find_winners(evidence, stock, part);
    for (const std::size_t place : part) {
        const ServerStock& server = stock.servers[place];
        const std::string moment = evidence.roster().name(server.server) + " at rest at " +
                                   format_time(evidence, evidence.facts()[stock.at].at);
        const PhoneRecords kept(evidence.records(), server);
        for (const TextId phone : winners.phones()) {
            const auto has = kept.find(phone);
            const RecordId winner = *winners.find(phone);
            if (has && !evidence.records().is_newer(winner, *has)) continue;
            findings.push_back(moment + " keeps " + (has ? format_record(evidence, *has) : "nothing") +
                               " and not " + format_record(evidence, winner));
        }
        const ServerStock& first = stock.servers[part.front()];
        if (server.records != first.records)
            findings.push_back(moment + " keeps other records than " + evidence.roster().name(first.server));
    }
}

}  // namespace

Findings check_convergence(const Evidence& evidence) {
    Findings findings;
    for (const Stock& stock : evidence.stocks()) {
        if (!stock.is_settled) continue;
        for (const auto& part : stock.parts) {
            const bool has_room = std::none_of(part.begin(), part.end(), [&](std::size_t place) {
                return evidence.may_be_full(stock.servers[place].life);
            });
            if (has_room) check_part(evidence, stock, part, findings);
        }
    }
    return findings;
}

}  // namespace herd::checker
