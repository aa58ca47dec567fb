#include <optional>
#include <string>
#include <vector>

#include "checker/checks.hpp"
#include "checker/phone_records.hpp"

namespace herd::checker {
namespace {

/// Since when clients have been told that a record is kept, by record.
std::vector<std::optional<FactIndex>> find_acknowledged(const Evidence& evidence) {
    std::vector<std::optional<FactIndex>> since(evidence.records().size());
    for (const Answer& answer : evidence.answers()) {
        if (answer.kind != Answer::Kind::record) continue;
        if (evidence.commands()[answer.command].verb == Verb::iamat && !since[answer.record])
            since[answer.record] = answer.at;
    }
    return since;
}

}  // namespace

Findings check_acknowledged(const Evidence& evidence) {
    Findings findings;
    const auto acknowledged = find_acknowledged(evidence);
    const auto check_servers = [&](const Stock& stock, const std::vector<std::size_t>& places) {
        PhoneRecords owed(evidence.records());
        for (const std::size_t place : places) {
            const LifeId life = stock.servers[place].life;
            if (evidence.may_be_full(life)) return;
            for (const RecordId record : evidence.knowledge().records(life)) {
                if (!acknowledged[record] || *acknowledged[record] > stock.at) continue;
                if (evidence.knowledge().find(life, record)->must <= stock.at) owed.add(record);
            }
        }
        for (const std::size_t place : places) {
            const ServerStock& server = stock.servers[place];
            const PhoneRecords kept(evidence.records(), server);
            for (const TextId phone : owed.phones()) {
                const auto has = kept.find(phone);
                if (has && !evidence.records().is_newer(*owed.find(phone), *has)) continue;
                findings.push_back(evidence.roster().name(server.server) + " at " +
                                   format_time(evidence, evidence.facts()[stock.at].at) + " has lost " +
                                   format_record(evidence, *owed.find(phone)) +
                                   ", which a client was told of");
            }
        }
    };
    for (const Stock& stock : evidence.stocks()) {
        if (stock.is_settled) {
            for (const auto& part : stock.parts) check_servers(stock, part);
        } else {
            for (std::size_t place = 0; place < stock.servers.size(); ++place) check_servers(stock, {place});
        }
    }
    return findings;
}

}  // namespace herd::checker
