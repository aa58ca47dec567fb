#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/frame.hpp"
#include "sim/witness.hpp"
#include "study/traffic.hpp"
#include "study/wires.hpp"

namespace herd::study {

/// How far an update has come.
struct Spread {
    std::size_t reached = 0;  // servers beside the origin
    std::uint64_t hops = 0;   // of all these, by the way on which it came first
    std::uint16_t most_hops = 0;
    nanoseconds last{};     // from its receipt at the origin until it came to the last of them
    std::vector<bool> has;  // by server; empty before the first and after the last
};

/// Follows updates through a simulated herd by what crosses its links.
class SpreadWatch final : public sim::Witness {
public:
    /// Shape: `roster` outlives it.
    SpreadWatch(const core::Roster& roster, std::size_t updates);

    /// The line with which a client sends an update. Shape: each update is of a client of its own.
    static std::string format_update(std::size_t update);

    const Spread& spread(std::size_t update) const { return spreads_[update]; }
    bool is_everywhere(std::size_t update) const { return spreads_[update].reached + 1 == roster_.size(); }
    /// Updates that are everywhere.
    std::size_t finished() const { return finished_; }

    /// Since the beginning, or the last `forget_traffic`.
    const Traffic& traffic() const { return traffic_; }
    void forget_traffic() { traffic_ = {}; }
    /// Ends of links that are up.
    std::size_t ends_up() const { return ends_up_; }

    void on_server_up(core::ServerIndex, Now) override {}
    void on_server_down(core::ServerIndex, bool, Now) override {}
    void on_client_open(sim::ClientId, core::ServerIndex, Now) override {}
    void on_client_said(sim::ClientId, std::string_view, Now) override {}
    void on_client_ended(sim::ClientId, Now) override {}
    void on_client_answered(sim::ClientId, std::string_view, Now) override {}
    void on_client_closed(sim::ClientId, Now) override {}
    void on_link_up(core::ServerIndex, core::ServerIndex, Now) override { ++ends_up_; }
    void on_link_down(core::ServerIndex self, core::ServerIndex peer, Now now) override;
    void on_link_sent(core::ServerIndex from, core::ServerIndex to, std::string_view bytes, Now now) override;
    void on_link_came(core::ServerIndex from, core::ServerIndex to, std::string_view bytes, Now now) override;
    void on_places(core::ServerIndex, std::string_view, Now) override {}
    void on_queue(core::ServerIndex, core::ServerIndex, std::size_t) override {}
    void on_fault(bool, std::string_view, SteadyTime) override {}

private:
    void on_record(core::ServerIndex to, const core::RecordFrame& frame, Now now);

    const core::Roster& roster_;
    core::FrameReader reader_;
    std::vector<Spread> spreads_;
    std::size_t finished_ = 0;
    Traffic traffic_;
    Wires sent_;
    Wires came_;
    std::size_t ends_up_ = 0;
};

}  // namespace herd::study
