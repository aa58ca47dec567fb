#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "checker/facts.hpp"
#include "checker/knowledge.hpp"
#include "checker/link_ear.hpp"
#include "checker/record_pool.hpp"
#include "checker/session_ear.hpp"
#include "sim/network.hpp"
#include "sim/witness.hpp"

namespace herd::checker {

/// All that could be seen of a herd from outside, in the order in which it happened, with texts and records
/// kept once each. It cuts what clients say into commands and what servers say into answers and frames by
/// itself; of the code of the core it uses the codec of frames only.
///
/// Where it depends on what nobody can see whether bytes are a line, or when a line had its turn, the facts
/// say so, and what they say is never more than what was seen.
class Evidence final : public sim::Witness {
public:
    /// The most that something was, where, and when.
    struct Peak {
        std::size_t bytes = 0;
        core::ServerIndex server = 0;
        core::ServerIndex peer = 0;
        SteadyTime at{};
    };

    explicit Evidence(const sim::Setup& setup);
    Evidence(const Evidence&) = delete;
    Evidence& operator=(const Evidence&) = delete;

    void on_server_up(core::ServerIndex server, Now now) override;
    void on_server_down(core::ServerIndex server, bool is_crash, Now now) override;
    void on_client_open(sim::ClientId client, core::ServerIndex server, Now now) override;
    void on_client_said(sim::ClientId client, std::string_view bytes, Now now) override;
    void on_client_ended(sim::ClientId client, Now now) override;
    void on_client_answered(sim::ClientId client, std::string_view bytes, Now now) override;
    void on_client_closed(sim::ClientId client, Now now) override;
    void on_link_up(core::ServerIndex self, core::ServerIndex peer, Now now) override;
    void on_link_down(core::ServerIndex self, core::ServerIndex peer, Now now) override;
    void on_link_sent(core::ServerIndex from, core::ServerIndex to, std::string_view bytes, Now now) override;
    void on_link_came(core::ServerIndex from, core::ServerIndex to, std::string_view bytes, Now now) override;
    void on_places(core::ServerIndex server, std::string_view document, Now now) override;
    void on_queue(core::ServerIndex self, core::ServerIndex peer, std::size_t bytes) override;
    void on_fault(bool is_set, std::string_view what, SteadyTime now) override;

    /// Looks into all servers that run: when a herd has settled, and at the end.
    void take_stock(const sim::Network& network);
    /// What somebody else has found in servers that run; all but that is filled in here.
    void add_stock(Stock stock, SteadyTime now);

    const core::Roster& roster() const { return roster_; }
    const fault::LinkList& links() const { return links_; }
    const core::ServerOptions& options() const { return options_; }
    const places::Provider* places() const { return places_.get(); }
    places::Layout layout() const { return layout_; }

    const std::vector<Fact>& facts() const { return facts_; }
    const std::vector<Command>& commands() const { return commands_; }
    const std::vector<Answer>& answers() const { return answers_; }
    const std::vector<Life>& lives() const { return lives_; }
    const std::vector<Stock>& stocks() const { return stocks_; }
    const RecordPool& records() const { return records_; }
    const Knowledge& knowledge() const { return knowledge_; }
    /// For evidence that is made by hand.
    RecordPool& records() { return records_; }
    const std::string& text(TextId id) const { return records_.texts()[id]; }

    /// The line that a record came from; nothing: it came from none.
    std::optional<CommandId> birth(RecordId record) const;
    /// Whether a session's answers can be told apart; not, once it depended on the moment what its lines
    /// were.
    bool is_clear(sim::ClientId client) const { return sessions_[client]->is_clear; }
    bool is_open(sim::ClientId client) const { return sessions_[client]->is_open; }
    core::ServerIndex server_of(sim::ClientId client) const { return lives_[sessions_[client]->life].server; }

    /// Whether a server may have refused a record because its store was full.
    bool may_be_full(LifeId life) const { return texts_of_life_[life] > options_.store_limit; }
    /// The most that waited for a neighbour, and that a client was given at once.
    const Peak& queue_peak() const { return queue_peak_; }
    const Peak& output_peak() const { return output_peak_; }
    std::size_t largest_answer() const { return largest_answer_; }

private:
    struct ClockRange {
        nanoseconds least = nanoseconds::max();
        nanoseconds most = nanoseconds::min();
    };

    FactIndex next_index() const { return static_cast<FactIndex>(facts_.size()); }
    void add(core::ServerIndex server, Now now, decltype(Fact::what) what);
    /// Lines that count as such because nothing has followed them for so long.
    void cut_quiet_lines(Now now);
    void add_command(sim::ClientId client, const LineCutter::Line& line, bool is_vague, Now now);
    bool has_turn_at_once(const SessionEar& session) const;
    std::size_t weigh(const Command& command) const;
    void take_answers(sim::ClientId client, std::string_view bytes, Now now);
    void hear(core::ServerIndex at, core::ServerIndex peer, std::string_view bytes, bool has_come, Now now);
    /// A record was seen at a server that may have just received it from a client.
    void find_birth(LifeId life, RecordId record, FactIndex seen, Now now);
    bool fits(const Command& command, const SeenRecord& record, Now seen) const;
    void find_parts(Stock& stock);
    void learn(LifeId life, RecordId record, Knowledge::Span since);
    LinkEar& ear(core::ServerIndex from, core::ServerIndex to);

    core::Roster roster_;
    fault::LinkList links_;
    core::ServerOptions options_;
    std::shared_ptr<const places::Provider> places_;
    places::Layout layout_;

    RecordPool records_;
    Knowledge knowledge_;
    std::vector<Fact> facts_;
    std::vector<Command> commands_;
    std::vector<Answer> answers_;
    std::vector<Life> lives_;
    std::vector<Stock> stocks_;

    std::vector<std::optional<LifeId>> lives_now_;
    std::vector<std::size_t> texts_of_life_;  // an upper bound of what its store takes
    std::vector<ClockRange> clocks_;
    bool clocks_change_ = false;
    std::vector<std::unique_ptr<SessionEar>> sessions_;
    std::unordered_map<std::uint64_t, std::unique_ptr<LinkEar>> ears_;  // by both ends
    struct Quiet {
        SteadyTime until;
        sim::ClientId client;
    };
    std::deque<Quiet> quiet_;
    std::unordered_map<std::uint64_t, std::vector<CommandId>> unborn_;  // by life, and a hash of the texts
    std::unordered_map<RecordId, CommandId> births_;
    Peak queue_peak_;
    Peak output_peak_;
    std::size_t largest_answer_ = 0;
    std::size_t longest_record_ = 0;  // an upper bound of the texts of one
};

}  // namespace herd::checker
