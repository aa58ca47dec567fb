#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "checker/checks.hpp"
#include "checker/key.hpp"
#include "topology/parts.hpp"

namespace herd::checker {
namespace {

/// Counts what servers send as updates spread, and where each has to go.
class Counter {
public:
    explicit Counter(const Evidence& evidence) : evidence_(evidence) {}

    /// Whether nothing fails in all that happened, so that there is a law.
    bool has_law() const {
        const auto& options = evidence_.options();
        // A frame that is longer than what is left of a queue drops it.
        if (evidence_.queue_peak().bytes + options.max_line + 1024 > options.neighbour_queue_limit)
            return false;
        for (LifeId life = 0; life < evidence_.lives().size(); ++life) {
            if (evidence_.lives()[life].until || evidence_.may_be_full(life)) return false;
        }
        return std::none_of(evidence_.facts().begin(), evidence_.facts().end(), [](const Fact& fact) {
            return std::holds_alternative<LinkDown>(fact.what) ||
                   std::holds_alternative<Garbled>(fact.what) ||
                   std::holds_alternative<FaultChanged>(fact.what);
        });
    }

    Findings check() {
        std::vector<LifeId> lives(evidence_.roster().size());
        LifeId next_life = 0;
        std::optional<FactIndex> rest;
        for (FactIndex at = 0; at < evidence_.facts().size(); ++at) {
            const Fact& fact = evidence_.facts()[at];
            if (std::holds_alternative<ServerUp>(fact.what)) {
                lives[fact.server] = next_life++;
            } else if (const auto* up = std::get_if<LinkUp>(&fact.what)) {
                up_since_.emplace(Key{fact.server, up->peer}, at);
            } else if (const auto* passed = std::get_if<Passed>(&fact.what)) {
                if (passed->has_come) {
                    first_from_.emplace(Key{fact.server, passed->record}, passed->peer);
                } else if (passed->is_flooded) {
                    count(fact.server, lives[fact.server], *passed, at);
                }
            } else if (const auto* taken = std::get_if<StockTaken>(&fact.what)) {
                if (evidence_.stocks()[taken->stock].is_settled) rest = at;
            }
        }
        if (rest) check_all_sent(lives, *rest);
        return std::move(findings_);
    }

private:
    /// When a record was news to a server; nothing: it was none, or nobody can tell.
    std::optional<FactIndex> find_news(LifeId life, RecordId record) const {
        const auto told = evidence_.knowledge().find(life, record);
        if (!told) return std::nullopt;
        const auto before = told->must == 0 ? std::nullopt
                                            : evidence_.knowledge().newest(
                                                  life, evidence_.records()[record].phone, told->must - 1);
        if (before && !evidence_.records().is_newer(record, *before)) return std::nullopt;
        return told->must;
    }

    void count(core::ServerIndex server, LifeId life, const Passed& passed, FactIndex at) {
        if (evidence_.knowledge().is_vague(life, evidence_.records()[passed.record].phone)) return;
        const auto first = first_from_.find(Key{server, passed.record});
        const std::size_t times = ++sent_[Key{server, passed.peer, passed.record}];
        ++costs_[Key{passed.record}];
        if (times > 1) {
            tell(passed, at, "again");
        } else if (!find_news(life, passed.record)) {
            tell(passed, at, "although it was no news");
        } else if (first != first_from_.end() && first->second == passed.peer &&
                   !is_own(server, passed.record)) {
            tell(passed, at, "although it first came from there");
        }
    }

    /// At rest, each server has sent its news to all whom it could, and all that adds up to what the topology
    /// says. With trees some need not be sent what they are told of otherwise, and it may be less.
    void check_all_sent(const std::vector<LifeId>& lives, FactIndex rest) {
        std::vector<topology::Link> links;
        for (const auto& [a, b] : evidence_.links()) links.push_back({std::min(a, b), std::max(a, b)});
        const topology::Graph graph(evidence_.roster().size(), std::move(links));
        for (const topology::Part& part : topology::find_parts(graph)) {
            KeyMap<std::size_t> full;  // by record, the servers that accepted it with all links up
            for (const core::ServerIndex server : part.nodes) {
                for (const RecordId record : evidence_.knowledge().records(lives[server])) {
                    const auto news = find_news(lives[server], record);
                    const TextId phone = evidence_.records()[record].phone;
                    if (!news || *news >= rest || evidence_.knowledge().is_vague(lives[server], phone))
                        continue;
                    if (!check_sent(graph, server, record, *news)) continue;
                    if (++full[Key{record}] == part.nodes.size()) check_cost(part, record);
                }
            }
        }
    }

    /// Returns whether all links of the server were up.
    bool check_sent(const topology::Graph& graph, core::ServerIndex server, RecordId record, FactIndex news) {
        bool is_full = true;
        const auto first = first_from_.find(Key{server, record});
        for (const auto& [peer, link] : graph.neighbours(server)) {
            const auto up = up_since_.find(Key{server, peer});
            if (up == up_since_.end() || up->second > news) {
                is_full = false;
                continue;
            }
            if (first != first_from_.end() && first->second == peer && !is_own(server, record)) continue;
            if (has_trees() || sent_.contains(Key{server, peer, record})) continue;
            findings_.push_back(evidence_.roster().name(server) + " never sent " +
                                evidence_.roster().name(peer) + " " + format_record(evidence_, record));
        }
        return is_full;
    }

    bool has_trees() const { return evidence_.options().propagation == core::Propagation::tree; }

    bool is_own(core::ServerIndex server, RecordId record) const {
        return evidence_.records()[record].origin == server;
    }

    void check_cost(const topology::Part& part, RecordId record) {
        const auto cost = costs_.find(Key{record});
        const std::size_t sent = cost == costs_.end() ? 0 : cost->second;
        if (sent == part.update_cost() || (has_trees() && sent < part.update_cost())) return;
        findings_.push_back(format_record(evidence_, record) + " cost " + std::to_string(sent) +
                            " messages instead of " + std::to_string(part.update_cost()));
    }

    void tell(const Passed& passed, FactIndex at, const std::string& why) {
        findings_.push_back(format_moment(evidence_, at) + " sends " + evidence_.roster().name(passed.peer) +
                            " " + format_record(evidence_, passed.record) + " " + why);
    }

    const Evidence& evidence_;
    KeyMap<FactIndex> up_since_;            // by server and peer
    KeyMap<core::ServerIndex> first_from_;  // by server and record
    KeyMap<std::size_t> sent_;              // by server, peer and record
    KeyMap<std::size_t> costs_;             // by record
    Findings findings_;
};

}  // namespace

Findings check_message_count(const Evidence& evidence) {
    Counter counter(evidence);
    if (!counter.has_law()) return {};
    return counter.check();
}

}  // namespace herd::checker
