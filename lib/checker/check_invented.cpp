#include <vector>

#include "checker/checks.hpp"

namespace herd::checker {
namespace {

/// The first fact that each record is part of; the number of facts, if none.
std::vector<FactIndex> find_first_seen(const Evidence& evidence) {
    std::vector<FactIndex> first(evidence.records().size(), static_cast<FactIndex>(evidence.facts().size()));
    for (auto at = static_cast<FactIndex>(evidence.facts().size()); at-- > 0;) {
        const Fact& fact = evidence.facts()[at];
        if (const auto* passed = std::get_if<Passed>(&fact.what)) {
            first[passed->record] = at;
        } else if (const auto* answered = std::get_if<Answered>(&fact.what)) {
            const Answer& answer = evidence.answers()[answered->answer];
            if (answer.kind != Answer::Kind::record) continue;
            first[answer.record] = at;
            for (const Hit& hit : answer.hits) first[hit.record] = at;
        } else if (const auto* taken = std::get_if<StockTaken>(&fact.what)) {
            for (const ServerStock& stock : evidence.stocks()[taken->stock].servers) {
                for (const RecordId record : stock.records) first[record] = at;
            }
        }
    }
    return first;
}

}  // namespace

Findings check_invented(const Evidence& evidence) {
    Findings findings;
    const auto first = find_first_seen(evidence);
    for (RecordId record = 0; record < first.size(); ++record) {
        if (first[record] == evidence.facts().size() || evidence.birth(record)) continue;
        findings.push_back(format_moment(evidence, first[record]) + " shows " +
                           format_record(evidence, record) + ", which nobody has said to " +
                           evidence.roster().name(evidence.records()[record].origin) +
                           ", or it was received at another time");
    }
    return findings;
}

}  // namespace herd::checker
