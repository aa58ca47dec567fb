#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "checker/checks.hpp"
#include "checker/expected_hits.hpp"
#include "checker/key.hpp"
#include "checker/model_document.hpp"
#include "places/provider.hpp"

namespace herd::checker {
namespace {

/// What of a line that is too long is copied. Units: bytes.
constexpr std::size_t too_long_copy = 64;

/// How long a command may go without an answer. Units: of virtual time.
constexpr nanoseconds patience = std::chrono::seconds(2);

/// Goes through the answers of all clients, in order.
class Reader {
public:
    explicit Reader(const Evidence& evidence) : evidence_(evidence) { find_documents(); }

    void read(const Answer& answer) {
        if (answer.kind == Answer::Kind::uncalled) {
            findings_.push_back(format_client(evidence_, answer.client) +
                                " heard what it had not asked for: " + evidence_.text(answer.text));
            return;
        }
        const Command& command = evidence_.commands()[answer.command];
        if (answer.client >= turns_.size()) turns_.resize(answer.client + 1);
        // From when to when the line may have had its turn: lines have it in their order.
        FactIndex& turn = turns_[answer.client];
        turn = std::max(turn, command.said);
        const FactIndex last = command.is_prompt ? command.said : answer.at;
        if (answer.kind == Answer::Kind::garbled) {
            tell(answer, "is garbled: " + evidence_.text(answer.text));
        } else if (answer.kind == Answer::Kind::refusal) {
            read_refusal(command, answer, turn);
        } else if (command.verb == Verb::none) {
            tell(answer, "should be a refusal");
        } else if (evidence_.records()[answer.record].phone != command.phone) {
            tell(answer, "is about another client");
        } else {
            read_record(command, answer, turn, last);
        }
    }

    /// What has no answer at the end, although there was time.
    void check_unanswered() {
        if (evidence_.stocks().empty()) return;
        const Stock& stock = evidence_.stocks().back();
        if (!stock.is_settled) return;
        const SteadyTime now = evidence_.facts()[stock.at].at;
        for (CommandId id = 0; id < evidence_.commands().size(); ++id) {
            const Command& command = evidence_.commands()[id];
            if (command.answer || command.is_vague || command.said > stock.at) continue;
            if (!evidence_.is_open(command.client) || !evidence_.is_clear(command.client)) continue;
            const bool runs =
                std::any_of(stock.servers.begin(), stock.servers.end(), [&](const ServerStock& server) {
                    return server.life == command.life && !server.is_paused && !server.is_stopping;
                });
            const SteadyTime said = evidence_.facts()[command.said].at;
            if (!runs || now - said < evidence_.options().places_timeout + patience) continue;
            findings_.push_back(format_command(evidence_, id) + " has no answer");
        }
    }

    Findings take_findings() { return std::move(findings_); }

private:
    /// When servers were given which documents.
    void find_documents() {
        std::vector<LifeId> lives(evidence_.roster().size());
        LifeId next_life = 0;
        for (FactIndex at = 0; at < evidence_.facts().size(); ++at) {
            const Fact& fact = evidence_.facts()[at];
            if (std::holds_alternative<ServerUp>(fact.what)) lives[fact.server] = next_life++;
            if (const auto* came = std::get_if<PlacesCame>(&fact.what))
                documents_[Key{lives[fact.server], came->document}].push_back(at);
        }
    }

    void read_refusal(const Command& command, const Answer& answer, FactIndex turn) {
        const std::string& line = evidence_.text(command.line);
        const std::string expected = command.is_too_long ? line.substr(0, too_long_copy) : line;
        if (evidence_.text(answer.text) != expected) {
            tell(answer, "should copy the line, not: " + evidence_.text(answer.text));
        } else if (command.verb == Verb::iamat && !evidence_.may_be_full(command.life)) {
            tell(answer, "should be no refusal");
        } else if (command.verb == Verb::whatsat || command.verb == Verb::nearby) {
            const auto known = evidence_.knowledge().newest(command.life, command.phone, turn);
            if (known && !evidence_.may_be_full(command.life))
                tell(answer,
                     "should be no refusal, since the server has " + format_record(evidence_, *known));
        }
    }

    void read_record(const Command& command, const Answer& answer, FactIndex& turn, FactIndex last) {
        const auto told = evidence_.knowledge().find(command.life, answer.record);
        if (!told) {
            tell(answer,
                 "has " + format_record(evidence_, answer.record) + ", which the server was never told of");
            return;
        }
        // The line had its turn once the server was told of the record.
        turn = std::max(turn, told->may);
        if (turn > last) {
            tell(answer, "has " + format_record(evidence_, answer.record) + " too early");
            return;
        }
        const auto newest = evidence_.knowledge().newest(command.life, command.phone, turn);
        if (newest && evidence_.records().is_newer(*newest, answer.record) &&
            !evidence_.may_be_full(command.life)) {
            tell(answer, "has " + format_record(evidence_, answer.record) + " and not " +
                             format_record(evidence_, *newest));
        }
        if (command.verb == Verb::iamat) read_update(command, answer);
        if (command.verb == Verb::whatsat) read_document(command, answer, turn);
        if (command.verb == Verb::nearby) read_hits(command, answer, turn, last);
    }

    /// The record that is kept is that of the line, or one that is no older.
    void read_update(const Command& command, const Answer& answer) {
        const SeenRecord& kept = evidence_.records()[answer.record];
        if (kept.exact_time < command.exact_time)
            tell(answer, "has " + format_record(evidence_, answer.record) + ", which is older than the line");
    }

    void read_document(const Command& command, const Answer& answer, FactIndex turn) {
        const auto given = documents_.find(Key{command.life, answer.text});
        if (given != documents_.end()) {
            const auto from = std::lower_bound(given->second.begin(), given->second.end(), turn);
            if (from != given->second.end() && *from <= answer.at) {
                check_document(command, answer);
                return;
            }
        }
        const auto waited = evidence_.facts()[answer.at].at - evidence_.facts()[command.said].at;
        const std::string timeout = squeeze_document(evidence_.options().places_timeout_document);
        if (evidence_.text(answer.text) == timeout && waited >= evidence_.options().places_timeout) return;
        tell(answer, "has a document that places did not give: " + evidence_.text(answer.text));
    }

    /// The document is that to the question, unless places failed.
    void check_document(const Command& command, const Answer& answer) {
        if (!evidence_.places()) return;
        const LatLng at = evidence_.records()[answer.record].at;
        const auto outcome =
            evidence_.places()->look_up({at, command.radius_km, static_cast<int>(command.bound)}, {});
        if (!outcome) return;
        const auto document = places::format_outcome(outcome, evidence_.layout());
        if (squeeze_document(document) != evidence_.text(answer.text))
            tell(answer, "has the document of another question: " + evidence_.text(answer.text));
    }

    void read_hits(const Command& command, const Answer& answer, FactIndex turn, FactIndex last) {
        std::string wrong = find_wrong_hit(evidence_, command, answer, turn);
        if (wrong.empty() || evidence_.may_be_full(command.life)) return;
        // A line that waited had its turn behind some later fact of its server.
        int tries = 0;
        for (FactIndex at = turn + 1; at <= last; ++at) {
            if (evidence_.facts()[at].server != evidence_.lives()[command.life].server) continue;
            if (++tries > most_tries || find_wrong_hit(evidence_, command, answer, at).empty()) return;
        }
        tell(answer, wrong);
    }

    void tell(const Answer& answer, const std::string& what) {
        findings_.push_back("the answer to " + format_command(evidence_, answer.command) + ", given at " +
                            format_time(evidence_, evidence_.facts()[answer.at].at) + ", " + what);
    }

    /// So many facts are tried that a line may have had its turn behind.
    static constexpr int most_tries = 100;

    const Evidence& evidence_;
    KeyMap<std::vector<FactIndex>> documents_;  // by life and document
    std::vector<FactIndex> turns_;              // by client, behind which its last line had its turn
    Findings findings_;
};

}  // namespace

Findings check_answers(const Evidence& evidence) {
    Reader reader(evidence);
    for (const Answer& answer : evidence.answers()) reader.read(answer);
    reader.check_unanswered();
    return reader.take_findings();
}

}  // namespace herd::checker
