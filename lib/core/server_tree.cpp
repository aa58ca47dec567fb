// A server's place in spanning trees: who is sent updates, who is only told of them, and what becomes of
// those that a server was told of.

#include <utility>

#include "core/server.hpp"

namespace herd::core {

/// Tells the neighbours that asked not to be sent a record that it is here.
void Server::announce(const Record& record, NeighbourId except, Now now, Outbox& outbox) {
    const auto branches = trees_.branches(record.origin);
    std::optional<Announced> announced;
    for (NeighbourId to = 0; to < neighbours_.size(); ++to) {
        if (to == except || !branches.is_lazy(to)) continue;
        if (!announced) announced = store_.announce(record);
        if (announcements_.add(to, *announced, now.steady)) send_announcements(to, now, outbox);
    }
}

void Server::send_announcements(NeighbourId to, Now now, Outbox& outbox) {
    const AnnouncementFrame frame{announcements_.take(to)};
    frame_.clear();
    append_frame(frame, roster_, frame_);
    if (!send_frame(to, now, outbox)) return;
    counters_.announced += frame.announced.size();
    ++neighbours_[to].counters.announcements;
}

/// Sends what has waited since then or longer.
void Server::send_all_announcements(SteadyTime since, Now now, Outbox& outbox) {
    while (const auto to = announcements_.due(since)) send_announcements(*to, now, outbox);
}

void Server::on_frame(NeighbourId from, const AnnouncementFrame& frame, Now now, Outbox& outbox) {
    for (const Announced& announced : frame.announced) {
        if (store_.is_missing(announced)) await(from, announced, now, outbox);
    }
}

/// Sees to it that a record that is missing comes: by its tree, or else from the neighbour that announced it.
void Server::await(NeighbourId from, const Announced& announced, Now now, Outbox& outbox) {
    const auto parent = trees_.parent(announced.origin);
    // A parent that announces does not send.
    if (!parent || parent == from) {
        graft(from, announced, now, outbox);
    } else if (!awaited_.add(from, announced, now.steady + options_.graft_after)) {
        neighbours_[from].ask_digest();
        list(from, outbox);
    }
}

/// Asks a neighbour for a record that it announced, and to send that origin's updates from now on.
void Server::graft(NeighbourId at, const Announced& announced, Now now, Outbox& outbox) {
    if (has_trees()) {
        if (const auto before = trees_.graft(announced.origin, at))
            prune(*before, announced.origin, now, outbox);
        awaited_.postpone(announced.client, now.steady + options_.graft_after);
    }
    frame_.clear();
    append_frame(GraftFrame{announced.origin, announced.client}, roster_, frame_);
    if (!send_frame(at, now, outbox)) return;
    ++counters_.grafts;
    ++neighbours_[at].counters.grafts;
}

void Server::prune(NeighbourId to, ServerIndex origin, Now now, Outbox& outbox) {
    frame_.clear();
    append_frame(PruneFrame{origin}, roster_, frame_);
    if (!send_frame(to, now, outbox)) return;
    trees_.set_pruned(origin, to);
    ++counters_.prunes;
    ++neighbours_[to].counters.prunes;
}

void Server::on_frame(NeighbourId from, const PruneFrame& frame, Now, Outbox&) {
    if (has_trees()) trees_.set_lazy(frame.origin, from, true);
}

void Server::on_frame(NeighbourId from, const GraftFrame& frame, Now now, Outbox& outbox) {
    if (has_trees()) trees_.set_lazy(frame.origin, from, false);
    const auto record = store_.find_hash(frame.client);
    if (!record) return;
    const std::uint64_t sent = lamport_ + 1;
    frame_.clear();
    append_frame(*record, 1, false, sent, roster_, frame_);
    if (!send_frame(from, now, outbox)) return;
    lamport_ = sent;
    ++counters_.resynced;
    ++neighbours_[from].counters.resynced;
    if (observer_) observer_->on_forwarded(from, *record, 1, false, {now, lamport_});
}

/// A link went down or came up: digests tell what the other side lacks, and trees begin anew there.
void Server::forget_trees(NeighbourId id) {
    trees_.forget(id);
    if (announcements_.is_waiting(id)) announcements_.take(id);
    awaited_.drop(id);
}

void Server::on_tree_deadline(Now now, Outbox& outbox) {
    send_all_announcements(now.steady - options_.announce_after, now, outbox);
    while (const auto due = awaited_.take_due(now.steady)) graft(due->from, due->announced, now, outbox);
}

}  // namespace herd::core
