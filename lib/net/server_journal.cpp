#include "net/server_journal.hpp"

#include <cstring>
#include <utility>

#include "net/clock.hpp"

namespace herd::net {
namespace {

/// More log entries of invalid lines than this in a second are left out, and counted: a client that sends
/// garbage at full speed is not to fill the disk, nor to cost the others their time.
constexpr std::size_t invalid_limit = 10000;

std::string& format_client(core::SessionId session, std::string& out) {
    return out.assign("client ").append(std::to_string(session.serial));
}

}  // namespace

ServerJournal::ServerJournal(std::unique_ptr<log::ServerLog> log, const core::Roster& roster,
                             std::vector<std::string> neighbours)
    : log_(std::move(log)), roster_(roster), neighbours_(std::move(neighbours)) {
    for (auto& name : neighbours_) name.insert(0, "link ");
}

void ServerJournal::write(std::string_view event, std::string_view connection, std::string_view text) {
    if (log_) log_->write({read_clocks().wall, event, log::Direction::none, connection, text, {}});
}

void ServerJournal::started(const std::string& where) {
    write("started", "server", where);
}

void ServerJournal::stopped() {
    report_left_out();
    invalid_count_ = 0;
    write("stopped", "server", {});
}

void ServerJournal::crashed() {
    report_left_out();
    invalid_count_ = 0;
    write("crashed", "server", {});
}

void ServerJournal::paused() {
    write("paused", "server", {});
}

void ServerJournal::resumed() {
    write("resumed", "server", {});
}

void ServerJournal::client_open(core::SessionId session, std::string_view peer) {
    write("client_open", format_client(session, connection_), peer);
}

void ServerJournal::client_close(core::SessionId session, std::string_view why) {
    write("client_close", format_client(session, connection_), why);
}

void ServerJournal::link_up(const std::string& neighbour, std::string_view peer) {
    write("link_up", "link " + neighbour, peer);
}

void ServerJournal::link_down(const std::string& neighbour, std::string_view why) {
    write("link_down", "link " + neighbour, why);
}

void ServerJournal::link_failed(const std::string& neighbour, std::string_view why) {
    write("link_failed", "link " + neighbour, why);
}

void ServerJournal::accept_failed(std::string_view why) {
    write("accept_failed", "server", why);
}

void ServerJournal::on_command(core::SessionId session, std::string_view line,
                               const std::optional<core::CommandFault>& fault, Now now) {
    if (fault && !admit_invalid(now)) return;
    log_->write({now.wall, "command", log::Direction::in, format_client(session, connection_), line,
                 fault ? core::format_fault(*fault) : std::string_view()});
}

void ServerJournal::on_answer(core::SessionId session, std::string_view answer, Now now) {
    if (answer.starts_with('?') && !admit_invalid(now)) return;
    log_->write({now.wall, "answer", log::Direction::out, format_client(session, connection_), answer, {}});
}

bool ServerJournal::admit_invalid(Now now) {
    if (now.steady - invalid_since_ >= std::chrono::seconds(1)) {
        report_left_out();
        invalid_since_ = now.steady;
        invalid_count_ = 0;
    }
    return ++invalid_count_ <= invalid_limit;
}

void ServerJournal::report_left_out() {
    if (invalid_count_ <= invalid_limit) return;
    write("left_out", "server", std::to_string(invalid_count_ - invalid_limit) + " entries of invalid lines");
}

void ServerJournal::on_received(core::SessionId, const core::Record&, core::Outcome, const core::Stamp&) {
    // The command and its answer say it all.
}

void ServerJournal::on_delivered(core::NeighbourId from, const core::Record& record, std::uint16_t hop,
                                 bool flooded, core::Outcome outcome, const core::Stamp& stamp) {
    write_record(stamp.now.wall, log::Direction::in, from, record, hop, flooded,
                 core::format_outcome(outcome));
}

void ServerJournal::on_forwarded(core::NeighbourId to, const core::Record& record, std::uint16_t hop,
                                 bool flooded, const core::Stamp& stamp) {
    write_record(stamp.now.wall, log::Direction::out, to, record, hop, flooded, {});
}

void ServerJournal::on_overflow(core::NeighbourId to, const core::Stamp& stamp) {
    log_->write({stamp.now.wall,
                 "overflow",
                 log::Direction::out,
                 neighbours_[to],
                 "queue dropped; a resync is owed",
                 {}});
}

void ServerJournal::on_recovered(core::NeighbourId to, const core::Stamp& stamp) {
    log_->write({stamp.now.wall, "recovered", log::Direction::out, neighbours_[to], "the resync begins", {}});
}

void ServerJournal::write_record(WallTime time, log::Direction direction, core::NeighbourId neighbour,
                                 const core::Record& record, std::uint16_t hop, bool flooded,
                                 std::string_view remark) {
    write_text(record);
    note_.clear();
    if (flooded) note_.append("hop ").append(std::to_string(hop));
    if (flooded && !remark.empty()) note_.append(", ");
    note_.append(remark);
    log_->write({time, flooded ? "update" : "resync", direction, neighbours_[neighbour], text_, note_});
}

/// Puts a record's AT line into `text_`. What comes is sent on to each neighbour, so most likely it is there.
void ServerJournal::write_text(const core::Record& record) {
    if (record.short_form && form_ && std::memcmp(&*form_, record.short_form, sizeof *form_) == 0) return;
    text_.clear();
    core::append_at_line(record, roster_, text_);
    form_.reset();
    if (record.short_form) form_ = *record.short_form;
}

}  // namespace herd::net
