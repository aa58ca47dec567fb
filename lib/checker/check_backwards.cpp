#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "checker/checks.hpp"
#include "checker/key.hpp"

namespace herd::checker {
namespace {

/// What servers have shown of phones so far.
class Shown {
public:
    explicit Shown(const Evidence& evidence) : evidence_(evidence) {}

    /// In one stream, answers on a connection or frames for a neighbour, records of a phone only get newer;
    /// and never older than what was shown anywhere before `since`.
    void show(Key stream, LifeId life, RecordId record, FactIndex since, FactIndex at) {
        RecordId& last = last_.try_emplace(stream, record).first->second;
        auto before = newest(life, evidence_.records()[record].phone, since);
        if (!before || evidence_.records().is_newer(last, *before)) before = last;
        if (evidence_.records().is_newer(*before, record)) tell(record, *before, at);
        last = record;
        note(life, record, at);
    }

    /// Whether a store lacks what its server has shown.
    void compare_stock(const ServerStock& stock, FactIndex at) {
        KeyMap<RecordId> kept;
        for (const RecordId record : stock.records)
            kept.emplace(Key{evidence_.records()[record].phone}, record);
        if (stock.life >= phones_.size()) return;
        for (const TextId phone : phones_[stock.life]) {
            const RecordId shown = *newest(stock.life, phone, at);
            const auto has = kept.find(Key{phone});
            if (has != kept.end() && !evidence_.records().is_newer(shown, has->second)) continue;
            const std::string moment = evidence_.roster().name(stock.server) + " at " +
                                       format_time(evidence_, evidence_.facts()[at].at);
            findings_.push_back(moment + " keeps " +
                                (has == kept.end() ? "nothing" : format_record(evidence_, has->second)) +
                                " although it has shown " + format_record(evidence_, shown));
        }
    }

    Findings take_findings() { return std::move(findings_); }

private:
    void note(LifeId life, RecordId record, FactIndex at) {
        const TextId phone = evidence_.records()[record].phone;
        const auto [entry, is_new] = newest_.try_emplace(Key{life, phone});
        if (life >= phones_.size()) phones_.resize(life + 1);
        if (is_new) phones_[life].push_back(phone);
        auto& versions = entry->second;
        if (versions.empty() || evidence_.records().is_newer(record, versions.back().second))
            versions.emplace_back(at, record);
    }

    /// The newest record that was shown before a fact.
    std::optional<RecordId> newest(LifeId life, TextId phone, FactIndex before) const {
        const auto known = newest_.find(Key{life, phone});
        if (known == newest_.end()) return std::nullopt;
        const auto& versions = known->second;
        const auto later =
            std::lower_bound(versions.begin(), versions.end(), before,
                             [](const auto& version, FactIndex at) { return version.first < at; });
        if (later == versions.begin()) return std::nullopt;
        return (later - 1)->second;
    }

    void tell(RecordId record, RecordId before, FactIndex at) {
        findings_.push_back(format_moment(evidence_, at) + " shows " + format_record(evidence_, record) +
                            " although it has shown " + format_record(evidence_, before));
    }

    const Evidence& evidence_;
    KeyMap<RecordId> last_;
    KeyMap<std::vector<std::pair<FactIndex, RecordId>>> newest_;  // by life and phone
    std::vector<std::vector<TextId>> phones_;                     // by life
    Findings findings_;
};

/// Streams to neighbours and those to clients have numbers of their own.
constexpr std::uint32_t client_stream = 1U << 31;

}  // namespace

Findings check_backwards(const Evidence& evidence) {
    Shown shown(evidence);
    std::vector<LifeId> lives(evidence.roster().size());
    LifeId next_life = 0;
    for (FactIndex at = 0; at < evidence.facts().size(); ++at) {
        const Fact& fact = evidence.facts()[at];
        if (std::holds_alternative<ServerUp>(fact.what)) {
            lives[fact.server] = next_life++;
        } else if (const auto* passed = std::get_if<Passed>(&fact.what); passed && !passed->has_come) {
            const LifeId life = lives[fact.server];
            const TextId phone = evidence.records()[passed->record].phone;
            shown.show({life, passed->peer, phone}, life, passed->record, 0, at);
        } else if (const auto* answered = std::get_if<Answered>(&fact.what)) {
            const Answer& answer = evidence.answers()[answered->answer];
            if (answer.kind != Answer::Kind::record) continue;
            const Command& command = evidence.commands()[answer.command];
            const auto show = [&](RecordId record) {
                const TextId phone = evidence.records()[record].phone;
                shown.show({command.life, client_stream | answer.client, phone}, command.life, record,
                           command.said, at);
            };
            show(answer.record);
            for (const Hit& hit : answer.hits) show(hit.record);
        } else if (const auto* taken = std::get_if<StockTaken>(&fact.what)) {
            for (const ServerStock& stock : evidence.stocks()[taken->stock].servers)
                shown.compare_stock(stock, at);
        }
    }
    return shown.take_findings();
}

}  // namespace herd::checker
