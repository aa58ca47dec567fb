// A server's side of its links: flooding and resync.

#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <variant>

#include "base/assert.hpp"
#include "core/hash.hpp"
#include "core/server.hpp"

namespace herd::core {
namespace {

/// How many frames before its turn a frame's record is fetched.
constexpr std::size_t frames_ahead = 8;

std::uint16_t next_hop(std::uint16_t hop) {
    return hop == std::numeric_limits<std::uint16_t>::max() ? hop : static_cast<std::uint16_t>(hop + 1);
}

}  // namespace

NeighbourId Server::add_neighbour() {
    neighbours_.emplace_back(roster_, options_.neighbour_queue_limit);
    trees_.add_neighbour();
    if (has_trees()) announcements_.add_neighbour();
    return static_cast<NeighbourId>(neighbours_.size() - 1);
}

void Server::on_neighbour_up(NeighbourId id, Outbox& outbox) {
    Neighbour& neighbour = neighbours_[id];
    neighbour.come_up(store_.digest());
    forget_trees(id);
    neighbour.in_outbox = false;
    list(id, outbox);
}

void Server::on_neighbour_down(NeighbourId id) {
    neighbours_[id].go_down();
    forget_trees(id);
    neighbours_[id].in_outbox = false;
}

void Server::on_neighbour_bytes(NeighbourId id, std::string_view bytes, Now now, Outbox& outbox) {
    Neighbour& neighbour = neighbours_[id];
    if (!neighbour.is_up() || neighbour.is_faulty) return;
    neighbour.reader.lend(bytes);
    while (read_frames(id, now, outbox)) {
    }
    neighbour.reader.keep_rest();
}

/// Reads some frames and does what they say. Records of many clients lie far apart in memory, so what a frame
/// will need is fetched while others before it are at work. Returns whether there may be more.
bool Server::read_frames(NeighbourId id, Now now, Outbox& outbox) {
    Neighbour& neighbour = neighbours_[id];
    std::size_t count = 0;
    bool is_end = false;
    while (count < frames_.size()) {
        is_end = neighbour.reader.read(frames_[count]) != FrameReader::Look::whole;
        if (is_end) break;
        if (const auto* record = std::get_if<RecordFrame>(&frames_[count]))
            store_.prefetch_index(record->client);
        ++count;
    }
    // One alone is looked at as soon as it would be fetched.
    const std::size_t fetched = count > 1 ? count : 0;
    for (std::size_t i = 0; i < fetched; ++i) {
        if (auto* const record = std::get_if<RecordFrame>(&frames_[i]))
            record->guess = store_.prefetch_row(record->client);
    }
    const auto prefetch_record = [&](std::size_t at) {
        if (at >= fetched) return;
        if (const auto* record = std::get_if<RecordFrame>(&frames_[at]))
            store_.prefetch_record(record->guess);
    };
    for (std::size_t i = 0; i < frames_ahead; ++i) prefetch_record(i);
    for (std::size_t i = 0; i < count; ++i) {
        prefetch_record(i + frames_ahead);
        neighbour.count_received();
        std::visit([&](auto& read) { on_frame(id, read, now, outbox); }, frames_[i]);
    }
    if (const auto fault = neighbour.reader.fault()) {
        neighbour.is_faulty = true;
        outbox.faulty.push_back({id, *fault});
    }
    return !is_end;
}

void Server::take_output(NeighbourId id, Now now, std::string& into) {
    HERD_ASSERT(into.empty());
    Neighbour& neighbour = neighbours_[id];
    neighbour.in_outbox = false;
    if (!neighbour.has_output()) {
        neighbour.give_back(into);
        return;
    }
    if (neighbour.append_due_digest(store_.digest()) && observer_) observer_->on_recovered(id, {now, tick()});
    while (const auto record = neighbour.next_owed(store_)) {
        neighbour.append_owed(*record, tick());
        ++counters_.resynced;
        if (observer_) observer_->on_forwarded(id, *record, 1, false, {now, lamport_});
    }
    neighbour.take(into);
}

LinkProgress Server::link_progress(NeighbourId id) const {
    const Neighbour& neighbour = neighbours_[id];
    return {neighbour.is_up(), neighbour.has_output() || announcements_.is_waiting(id), neighbour.sent(),
            neighbour.received()};
}

void Server::on_frame(NeighbourId from, RecordFrame& frame, Now now, Outbox& outbox) {
    ++counters_.delivered;
    lamport_ = std::max(lamport_, frame.lamport);
    const Record& record = frame.with_form();
    const Outcome outcome = store_.offer(record, frame.client, frame.guess).outcome;
    const Stamp stamp{now, tick()};
    tick();
    if (observer_) observer_->on_delivered(from, record, frame.hop, frame.flooded, outcome, stamp);
    // One that there is no room for says nothing about who brings what first.
    if (has_trees() && frame.flooded && outcome != Outcome::full) {
        const ServerIndex origin = record.origin;
        if (const auto extra = trees_.on_pushed(origin, from, outcome == Outcome::newer))
            prune(*extra, origin, now, outbox);
    }
    counters_.news += outcome == Outcome::newer;
    if (outcome == Outcome::newer) flood(record, next_hop(frame.hop), from, now, outbox);
}

void Server::on_frame(NeighbourId from, const DigestFrame& frame, Now, Outbox& outbox) {
    if (frame.wants_digest) neighbours_[from].owe_digest();
    neighbours_[from].owe(compare_digests(*frame.digest, store_.digest()));
    if (neighbours_[from].has_output()) list(from, outbox);
}

/// Sends a record that is news to every neighbour but the one that it came from; those who asked not to be
/// sent it are told that it is here.
void Server::flood(const Record& record, std::uint16_t hop, NeighbourId except, Now now, Outbox& outbox) {
    if (!awaited_.empty()) {
        awaited_.resolve(hash_bytes(record.client),
                         [this](const Announced& announced) { return store_.is_missing(announced); });
    }
    const auto branches = has_trees() ? trees_.branches(record.origin) : SpanningTrees::Branches(nullptr);
    // One frame serves all of them: it carries the last of the times that the sendings may have.
    const std::uint64_t last = lamport_ + neighbours_.size();
    frame_.clear();
    append_frame(record, hop, true, last, roster_, frame_);
    for (NeighbourId to = 0; to < neighbours_.size(); ++to) {
        if (to == except) continue;
        if (branches.is_lazy(to)) continue;
        if (send_frame(to, now, outbox)) {
            ++counters_.flooded;
            ++neighbours_[to].counters.flooded;
            if (observer_) observer_->on_forwarded(to, record, hop, true, {now, tick()});
        } else if (!neighbours_[to].is_up()) {
            outbox.missed.push_back(to);
        }
    }
    lamport_ = last;
    if (branches) announce(record, except, now, outbox);
}

/// Puts `frame_` into a neighbour's queue; returns whether it is there now.
bool Server::send_frame(NeighbourId to, Now now, Outbox& outbox) {
    const auto sent = neighbours_[to].send(frame_);
    if (sent == Neighbour::Sent::overflowed) {
        ++counters_.overflows;
        trees_.forget_pruned(to);
        if (observer_) observer_->on_overflow(to, {now, lamport_});
    }
    if (sent != Neighbour::Sent::dropped) list(to, outbox);
    return sent == Neighbour::Sent::queued;
}

void Server::list(NeighbourId id, Outbox& outbox) {
    if (std::exchange(neighbours_[id].in_outbox, true)) return;
    outbox.neighbours.push_back(id);
}

}  // namespace herd::core
