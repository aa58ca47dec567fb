#include "trace/recorder.hpp"

#include <algorithm>

namespace herd::trace {
namespace {

constexpr std::string_view overflow_fault = "queue full: dropped, a resync is owed";

/// What became of a record. Nothing, if there was no room for it: then nothing became of it.
std::optional<Kind> kind_of(core::Outcome outcome) {
    switch (outcome) {
        case core::Outcome::newer:
            return Kind::accepted;
        case core::Outcome::same:
            return Kind::duplicate;
        case core::Outcome::older:
            return Kind::stale;
        case core::Outcome::full:
            break;
    }
    return std::nullopt;
}

Event own(const EventView& event) {
    return {event.seq,
            event.t,
            event.lamport,
            event.kind,
            event.server,
            event.peer,
            std::string(event.client),
            std::string(event.time),
            event.origin,
            event.receipt,
            event.hop,
            event.is_resync,
            std::string(event.detail)};
}

}  // namespace

Recorder::Recorder(const core::Roster& roster, Links links, std::size_t limit, SteadyTime epoch)
    : roster_(roster), links_(std::move(links)), limit_(limit), epoch_(epoch), ring_(limit) {}

/// The clock is read once for all that one turn of the loop brings, and what it brings may be mixed.
nanoseconds Recorder::pass(SteadyTime at) {
    last_ = std::max(last_, at - epoch_);
    return last_;
}

void Recorder::add(EventView& event, SteadyTime at) {
    event.t = pass(at);
    ring_.add(event);
}

void Recorder::add_forward(core::ServerIndex server, core::ServerIndex peer, const core::Record& record,
                           std::uint16_t hop, const core::Stamp& stamp) {
    if (ring_.add_forward(server, peer, record, hop, stamp.lamport, pass(stamp.now.steady))) return;
    add({Kind::forwarded, server, peer, hop, false, std::nullopt}, record, stamp);
}

Trace Recorder::snapshot(std::uint64_t since) const {
    Trace trace;
    for (core::ServerIndex server = 0; server < roster_.size(); ++server) {
        trace.servers.push_back(roster_.name(server));
    }
    trace.links = links_;
    trace.dropped = ring_.dropped() - std::min(ring_.dropped(), since);
    ring_.for_each_since(since, [&](const EventView& event) { trace.events.push_back(own(event)); });
    return trace;
}

std::vector<Event> Recorder::events(std::uint64_t since, std::size_t limit) const {
    std::vector<Event> events;
    ring_.for_each_since(
        since, [&](const EventView& event) { events.push_back(own(event)); }, limit);
    return events;
}

ServerRecorder::ServerRecorder(Recorder& recorder, core::ServerIndex server,
                               std::vector<core::ServerIndex> neighbours)
    : recorder_(recorder), server_(server), neighbours_(std::move(neighbours)) {}

void ServerRecorder::set(EventView& event, Kind kind, const core::Stamp& stamp) const {
    event.kind = kind;
    event.server = server_;
    event.lamport = stamp.lamport;
}

void ServerRecorder::on_state(Kind kind, std::string_view detail, const core::Stamp& stamp) {
    if (!is_on()) return;
    EventView event;
    set(event, kind, stamp);
    event.detail = detail;
    recorder_.add(event, stamp.now.steady);
}

void ServerRecorder::on_link(Kind kind, core::NeighbourId neighbour, std::string_view detail,
                             const core::Stamp& stamp) {
    if (!is_on()) return;
    EventView event;
    set(event, kind, stamp);
    event.peer = neighbours_[neighbour];
    event.detail = detail;
    recorder_.add(event, stamp.now.steady);
}

void ServerRecorder::on_command(core::SessionId, std::string_view, const std::optional<core::CommandFault>&,
                                Now) {
    // A trace is about updates.
}

void ServerRecorder::on_answer(core::SessionId, std::string_view, Now) {}

void ServerRecorder::on_received(core::SessionId, const core::Record& record, core::Outcome outcome,
                                 const core::Stamp& stamp) {
    recorder_.add({Kind::received, server_, std::nullopt, 0, false, kind_of(outcome)}, record, stamp);
}

void ServerRecorder::on_delivered(core::NeighbourId from, const core::Record& record, std::uint16_t hop,
                                  bool flooded, core::Outcome outcome, const core::Stamp& stamp) {
    recorder_.add({Kind::delivered, server_, neighbours_[from], hop, !flooded, kind_of(outcome)}, record,
                  stamp);
}

void ServerRecorder::on_forwarded(core::NeighbourId to, const core::Record& record, std::uint16_t hop,
                                  bool flooded, const core::Stamp& stamp) {
    if (flooded) {
        recorder_.add_forward(server_, neighbours_[to], record, hop, stamp);
    } else {
        recorder_.add({Kind::resynced, server_, neighbours_[to], hop, false, std::nullopt}, record, stamp);
    }
}

void ServerRecorder::on_overflow(core::NeighbourId to, const core::Stamp& stamp) {
    on_link(Kind::fault_set, to, overflow_fault, stamp);
}

void ServerRecorder::on_recovered(core::NeighbourId to, const core::Stamp& stamp) {
    on_link(Kind::fault_lifted, to, overflow_fault, stamp);
}

}  // namespace herd::trace
