#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/observer.hpp"
#include "core/roster.hpp"
#include "trace/event.hpp"
#include "trace/ring.hpp"

namespace herd::trace {

/// Records what happens to the servers of one process. Not for more than one thread.
class Recorder {
public:
    using Links = std::vector<std::pair<core::ServerIndex, core::ServerIndex>>;

    /// Shape:  `roster` outlives it; links as in `Trace`.
    /// Units:  `limit` in bytes; 0: nothing is recorded.
    Recorder(const core::Roster& roster, Links links, std::size_t limit, SteadyTime epoch);

    bool is_on() const { return limit_ > 0; }

    /// Adds an event that happened at `at`; its `t` and `seq` are given here.
    void add(EventView& event, SteadyTime at);
    /// Adds that an update came or went on, and what became of it.
    void add(const Ring::Step& step, const core::Record& record, const core::Stamp& stamp) {
        ring_.add(step, record, stamp.lamport, pass(stamp.now.steady));
    }

    /// Adds that an update was forwarded as it spreads.
    void add_forward(core::ServerIndex server, core::ServerIndex peer, const core::Record& record,
                     std::uint16_t hop, const core::Stamp& stamp);

    const Ring& ring() const { return ring_; }
    const core::Roster& roster() const { return roster_; }

    /// What is recorded since an event, for as long as the recorder's memory reaches back.
    Trace snapshot(std::uint64_t since = 0) const;

    /// The events after one, the oldest first, at most so many.
    std::vector<Event> events(std::uint64_t since, std::size_t limit) const;

    /// The links of the herd are others now.
    void set_links(Links links) { links_ = std::move(links); }

private:
    nanoseconds pass(SteadyTime at);

    const core::Roster& roster_;
    Links links_;
    std::size_t limit_;
    SteadyTime epoch_;
    nanoseconds last_{0};
    Ring ring_;
};

/// Records what one server does.
class ServerRecorder final : public core::Observer {
public:
    /// Shape: `recorder` outlives it; `neighbours` by `NeighbourId`.
    ServerRecorder(Recorder& recorder, core::ServerIndex server, std::vector<core::ServerIndex> neighbours);

    bool is_on() const { return recorder_.is_on(); }

    /// The server has one more neighbour: its `NeighbourId` is the next one.
    void add_neighbour(core::ServerIndex neighbour) { neighbours_.push_back(neighbour); }

    /// Something that the core does not know of: started, stopped, crashed.
    void on_state(Kind kind, std::string_view detail, const core::Stamp& stamp);
    /// This end of a link has come up, or gone down.
    void on_link(Kind kind, core::NeighbourId neighbour, std::string_view detail, const core::Stamp& stamp);

    void on_command(core::SessionId session, std::string_view line,
                    const std::optional<core::CommandFault>& fault, Now now) override;
    void on_answer(core::SessionId session, std::string_view answer, Now now) override;
    void on_received(core::SessionId session, const core::Record& record, core::Outcome outcome,
                     const core::Stamp& stamp) override;
    void on_delivered(core::NeighbourId from, const core::Record& record, std::uint16_t hop, bool flooded,
                      core::Outcome outcome, const core::Stamp& stamp) override;
    void on_forwarded(core::NeighbourId to, const core::Record& record, std::uint16_t hop, bool flooded,
                      const core::Stamp& stamp) override;
    void on_overflow(core::NeighbourId to, const core::Stamp& stamp) override;
    void on_recovered(core::NeighbourId to, const core::Stamp& stamp) override;

private:
    void set(EventView& event, Kind kind, const core::Stamp& stamp) const;

    Recorder& recorder_;
    core::ServerIndex server_;
    std::vector<core::ServerIndex> neighbours_;
};

}  // namespace herd::trace
