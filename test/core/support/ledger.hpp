#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/observer.hpp"
#include "core/support/owned_record.hpp"

namespace herd::test {

/// What a server did, as its observer hears of it, and which rules it broke.
class Ledger final : public core::Observer {
public:
    explicit Ledger(const core::Roster& roster) : roster_(roster) {}

    /// A record that came from a neighbour.
    struct Delivery {
        core::NeighbourId from;
        std::string at_line;
        std::uint16_t hop;
        bool flooded;
        core::Outcome outcome;
        std::uint64_t lamport;
    };

    /// A record that was sent to a neighbour.
    struct Forward {
        core::NeighbourId to;
        std::string at_line;
        std::uint64_t lamport;
    };

    std::uint64_t commands = 0;
    std::uint64_t invalid = 0;
    std::uint64_t answers = 0;
    std::uint64_t updates = 0;
    std::uint64_t flooded = 0;
    std::uint64_t resynced = 0;
    std::uint64_t overflows = 0;
    std::uint64_t recoveries = 0;
    std::vector<Delivery> deliveries;
    std::vector<Forward> forwards;

    /// Rules that were broken, in words: a server that went back in time, an update that went to the
    /// neighbour that it came from, or to one neighbour twice.
    std::vector<std::string> violations;

    void on_command(core::SessionId session, std::string_view line,
                    const std::optional<core::CommandFault>& fault, Now now) override;
    void on_answer(core::SessionId session, std::string_view answer, Now now) override;
    void on_received(core::SessionId session, const core::Record& record, core::Outcome outcome,
                     const core::Stamp& stamp) override;
    void on_delivered(core::NeighbourId from, const core::Record& record, std::uint16_t hop, bool is_flooded,
                      core::Outcome outcome, const core::Stamp& stamp) override;
    void on_forwarded(core::NeighbourId to, const core::Record& record, std::uint16_t hop, bool is_flooded,
                      const core::Stamp& stamp) override;
    void on_overflow(core::NeighbourId to, const core::Stamp& stamp) override;
    void on_recovered(core::NeighbourId to, const core::Stamp& stamp) override;

private:
    /// Lamport times rise, and so do those that messages carry.
    void pass(const core::Stamp& stamp);

    struct Kept {
        OwnedRecord record;
        std::optional<core::NeighbourId> from;
        std::set<core::NeighbourId> told;
    };
    void keep(const core::Record& record, std::optional<core::NeighbourId> from, core::Outcome outcome);

    const core::Roster& roster_;
    std::uint64_t lamport_ = 0;
    std::map<std::string, Kept> kept_;  // by client
};

}  // namespace herd::test
