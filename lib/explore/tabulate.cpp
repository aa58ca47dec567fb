#include "explore/tabulate.hpp"

#include <algorithm>

#include "explore/server_under_test.hpp"

namespace herd::explore {
namespace {

class Tabulation {
public:
    Tabulation(const core::Roster& roster, core::ServerIndex self,
               const std::vector<core::ServerIndex>& neighbours, std::uint8_t up, const Updates& updates,
               std::size_t depth)
        : roster_(roster), self_(self), neighbours_(neighbours), up_(up), updates_(updates) {
        for (UpdateIndex update = 0; update < updates.size(); ++update) {
            if (updates.origin(update) == self) inputs_.push_back({update, -1});
            for (std::size_t i = 0; i < neighbours.size(); ++i) {
                if ((up >> i) & 1U) inputs_.push_back({update, static_cast<int>(i)});
            }
        }
        depth_ = std::min(depth, inputs_.size());
    }

    /// All sequences that begin as `sequence_` does.
    Result<void, std::string> run() {
        if (sequence_.size() == depth_) return replay();
        for (const Input& input : inputs_) {
            const bool is_used = std::any_of(sequence_.begin(), sequence_.end(), [&](const Input& other) {
                return other.index() == input.index();
            });
            if (is_used) continue;
            sequence_.push_back(input);
            if (auto done = run(); !done) return done;
            sequence_.pop_back();
        }
        return {};
    }

    const ReactionTable& table() const { return table_; }

private:
    Result<void, std::string> replay() {
        ServerUnderTest server(roster_, self_, neighbours_, up_, updates_);
        Held held = 0;
        std::uint16_t hop = 0;
        for (const Input& input : sequence_) {
            const auto reaction = server.give(input, ++hop);
            if (!reaction) return unexpected(reaction.error());
            Reaction& known = table_.at(held, input);
            if (!known.is_known) known = *reaction;
            if (known != *reaction)
                return unexpected(std::string("its reaction depends on more than what it holds"));
            held = reaction->held;
        }
        return {};
    }

    const core::Roster& roster_;
    core::ServerIndex self_;
    const std::vector<core::ServerIndex>& neighbours_;
    std::uint8_t up_;
    const Updates& updates_;
    std::size_t depth_ = 0;
    std::vector<Input> inputs_;
    std::vector<Input> sequence_;
    ReactionTable table_;
};

}  // namespace

Result<ReactionTable, std::string> tabulate(const core::Roster& roster, core::ServerIndex self,
                                            const std::vector<core::ServerIndex>& neighbours, std::uint8_t up,
                                            const Updates& updates, std::size_t depth) {
    Tabulation tabulation(roster, self, neighbours, up, updates, depth);
    if (auto done = tabulation.run(); !done) return unexpected(done.error());
    return tabulation.table();
}

}  // namespace herd::explore
