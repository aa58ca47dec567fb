#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/observer.hpp"
#include "core/roster.hpp"
#include "log/log.hpp"

namespace herd::net {

/// Writes down what a server does: connections and links as they come and go, and each message.
class ServerJournal final : public core::Observer {
public:
    /// `log` may be null: then nothing is written. `neighbours`: their names, by `NeighbourId`.
    ServerJournal(std::unique_ptr<log::ServerLog> log, const core::Roster& roster,
                  std::vector<std::string> neighbours);

    /// The server has one more neighbour: its `NeighbourId` is the next one.
    void add_neighbour(const std::string& name) { neighbours_.push_back("link " + name); }

    /// Whether messages are written down, so that a server has to tell of them.
    bool observes() const { return log_ && log_->logs(log::Level::messages); }

    void started(const std::string& where);
    void stopped();
    void crashed();
    void paused();
    void resumed();
    void client_open(core::SessionId session, std::string_view peer);
    void client_close(core::SessionId session, std::string_view why);
    void link_up(const std::string& neighbour, std::string_view peer);
    void link_down(const std::string& neighbour, std::string_view why);
    void link_failed(const std::string& neighbour, std::string_view why);
    void accept_failed(std::string_view why);

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
    /// Whether an invalid line, or the answer to one, still has room in this second's log.
    bool admit_invalid(Now now);
    void report_left_out();
    void write(std::string_view event, std::string_view connection, std::string_view text);
    void write_record(WallTime time, log::Direction direction, core::NeighbourId neighbour,
                      const core::Record& record, std::uint16_t hop, bool flooded, std::string_view remark);
    void write_text(const core::Record& record);

    std::unique_ptr<log::ServerLog> log_;
    const core::Roster& roster_;
    std::vector<std::string> neighbours_;  // as connections: "link Welsh"
    SteadyTime invalid_since_{};           // when the second began that invalid lines are counted in
    std::size_t invalid_count_ = 0;
    std::string connection_;
    std::string text_;                       // the AT line of the record that was written last
    std::optional<core::ShortRecord> form_;  // of that record, if it has one
    std::string note_;
};

}  // namespace herd::net
