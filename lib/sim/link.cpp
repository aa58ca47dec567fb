#include "sim/link.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"

namespace herd::sim {
namespace {

// The same as those of a live link: lib/net/link.cpp
constexpr auto first_redial = std::chrono::milliseconds(50);
constexpr auto last_redial = std::chrono::milliseconds(250);
constexpr auto connect_timeout = std::chrono::seconds(1);
constexpr auto least_success = first_redial;

constexpr std::uint8_t other(std::uint8_t end) {
    return static_cast<std::uint8_t>(1 - end);
}

}  // namespace

Link::Link(Site& site, std::uint32_t index, std::array<Host*, 2> hosts, std::array<core::NeighbourId, 2> ids)
    : site_(site), index_(index), dialler_(hosts[0]->name() < hosts[1]->name() ? 0 : 1) {
    for (std::uint8_t end : {0, 1}) {
        ends_[end].host = hosts[end];
        ends_[end].id = ids[end];
    }
}

bool Link::may_connect(std::uint8_t index) const {
    const End& end = ends_[index];
    return end.host->runs() && !end.is_cut && !end.is_refused;
}

void Link::redial() {
    if (pending_ != 0 || ends_[dialler_].is_up || !may_connect(dialler_)) return;
    tries_ = 0;
    dial();
}

void Link::dial() {
    redial_ = 0;
    pending_ = ++last_try_;
    plan(site_.draw_latency(), EventKind::link_dialled, other(dialler_), pending_);
    plan(connect_timeout, EventKind::link_gives_up, dialler_, pending_);
}

void Link::dial_later(std::uint8_t index) {
    if (index != dialler_ || !may_connect(index)) return;
    // At once the first time: most likely it is the connection that failed and not the neighbour.
    const nanoseconds delay =
        tries_ == 0 ? nanoseconds(0)
                    : std::min<nanoseconds>(last_redial, first_redial * (1U << std::min(tries_ - 1, 3U)));
    ++tries_;
    const auto jitter = site_.random.below(static_cast<std::uint64_t>(delay.count() / 4 + 1));
    redial_ = ++last_try_;
    plan(delay - nanoseconds(static_cast<std::int64_t>(jitter)), EventKind::link_redials, index, redial_);
}

void Link::give_up() {
    pending_ = 0;
    redial_ = 0;
}

void Link::on_event(const Event& event) {
    switch (event.kind) {
        case EventKind::link_bytes:
            deliver(event.end);
            break;
        case EventKind::link_dialled:
            // What comes of it is known when the answer to the hello is there.
            if (event.number != pending_) break;
            plan(site_.draw_latency(),
                 may_connect(event.end) ? EventKind::link_comes_up : EventKind::link_refused, dialler_,
                 event.number);
            break;
        case EventKind::link_comes_up:
            come_up(event.end, event.number);
            break;
        case EventKind::link_broken:
            if (ends_[event.end].connection == event.number) drop(event.end, "ended by the neighbour");
            break;
        case EventKind::link_refused:
        case EventKind::link_gives_up:
            if (event.number != pending_) break;
            pending_ = 0;
            dial_later(event.end);
            break;
        case EventKind::link_redials:
            if (event.number == redial_ && pending_ == 0 && !ends_[event.end].is_up && may_connect(event.end))
                dial();
            break;
        case EventKind::link_shaped: {
            auto& armed = ends_[event.end].armed;
            if (armed && *armed <= site_.now) armed.reset();
            flush(event.end);
            ends_[event.end].host->check_stopped();
            break;
        }
        default:
            HERD_ASSERT(false);
    }
}

void Link::come_up(std::uint8_t index, std::uint64_t connection) {
    End& end = ends_[index];
    End& peer = ends_[other(index)];
    if (index == dialler_) {
        if (connection != pending_) return;
        pending_ = 0;
        ++site_.totals.link_ups;
        // The other end comes up by what this one sends first.
        site_.events.add(end.pipe.admit(site_.now + site_.draw_latency()), EventKind::link_comes_up, index_,
                         other(index), connection);
    } else {
        // The dialler may have lost patience.
        if (!peer.is_up || peer.connection != connection) return;
        if (!may_connect(index)) {
            plan(site_.draw_latency(), EventKind::link_broken, dialler_, connection);
            return;
        }
        if (end.is_up) go_down(index, "the neighbour has made a new connection", true);
    }
    end.is_up = true;
    end.connection = connection;
    end.up_since = site_.now;
    Host& host = *end.host;
    host.recorder().on_link(trace::Kind::link_up, end.id, {}, host.stamp());
    if (site_.witness) site_.witness->on_link_up(host.self(), peer.host->self(), host.now());
    host.server().on_neighbour_up(end.id, host.outbox());
    host.dispatch();
}

/// Shape: `is_lost`: what is on its way from here does not arrive any more.
void Link::go_down(std::uint8_t index, const std::string& why, bool is_lost) {
    End& end = ends_[index];
    End& peer = ends_[other(index)];
    Host& host = *end.host;
    host.recorder().on_link(trace::Kind::link_down, end.id, why, host.stamp());
    if (site_.witness) site_.witness->on_link_down(host.self(), peer.host->self(), host.now());
    end.is_up = false;
    host.server().on_neighbour_down(end.id);
    if (end.shaper) end.shaper->clear();
    if (is_lost) end.pipe.lose();
    if (site_.now - end.up_since >= least_success) tries_ = 0;
    // The other end reads on up to the end of the stream.
    site_.events.add(end.pipe.admit(site_.now + site_.draw_latency()), EventKind::link_broken, index_,
                     other(index), end.connection);
}

void Link::drop(std::uint8_t index, const std::string& why) {
    if (!ends_[index].is_up) return;
    go_down(index, why, false);
    dial_later(index);
    ends_[index].host->check_stopped();
}

void Link::stop(std::uint8_t index, bool is_crash) {
    if (index == dialler_) give_up();
    if (ends_[index].is_up)
        go_down(index, is_crash ? "this server has crashed" : "this server stops", is_crash);
}

void Link::reset(std::uint8_t index) {
    if (ends_[index].is_up) ends_[index].pipe.lose();
    drop(index, "reset by a fault");
}

void Link::set_faults(std::uint8_t index, const fault::LinkState& state) {
    End& end = ends_[index];
    const bool could_connect = may_connect(index);
    end.is_cut = state.is_cut;
    // Where nothing moves no handshake ends, so none is begun.
    end.is_refused = state.is_refused || state.conditions[0].is_stalled || state.conditions[1].is_stalled;
    end.conditions = state.conditions[index];
    if (end.is_cut) {
        if (index == dialler_) give_up();
        if (end.is_up) end.pipe.lose();
        drop(index, "cut by a fault");
    } else if (!could_connect) {
        redial();
    }
    end.has_spent = {};
    if (end.shaper || !end.conditions.is_clear()) {
        if (!end.shaper)
            end.shaper =
                std::make_unique<fault::Shaper>(site_.setup.seed + std::uint64_t{2} * index_ + index);
        end.shaper->set(end.conditions, site_.now);
        flush(index);
    }
}

void Link::on_missed(std::uint8_t index) {
    if (ends_[index].is_cut) plan(nanoseconds(0), EventKind::link_missed, index);
}

void Link::flush(std::uint8_t index) {
    End& end = ends_[index];
    while (end.is_up && end.pipe.size() < site_.setup.window) {
        std::string bytes = site_.take_spare();
        if (!end.shaper) {
            end.host->server().take_output(end.id, end.host->now(), bytes);
        } else if (!take_shaped(index, bytes)) {
            return;
        }
        if (bytes.empty()) {
            site_.give_back(std::move(bytes));
            return;
        }
        send(index, std::move(bytes));
    }
}

void Link::send(std::uint8_t index, std::string&& bytes) {
    End& end = ends_[index];
    site_.totals.link_bytes += bytes.size();
    if (site_.witness)
        site_.witness->on_link_sent(end.host->self(), ends_[other(index)].host->self(), bytes,
                                    end.host->now());
    const auto push = [&](std::string&& piece) {
        end.pipe.push(end.connection, std::move(piece));
        site_.events.add(end.pipe.admit(site_.now + site_.draw_latency()), EventKind::link_bytes, index_,
                         other(index));
        ++site_.flying;
    };
    if (const std::size_t first = site_.draw_piece(bytes.size()); first < bytes.size()) {
        push(bytes.substr(0, first));
        bytes.erase(0, first);
    }
    push(std::move(bytes));
}

/// Puts what the link's faults let through now into `bytes`. Returns whether there is a link still.
bool Link::take_shaped(std::uint8_t index, std::string& bytes) {
    End& end = ends_[index];
    fault::Shaper& shaper = *end.shaper;
    if (shaper.wants_close()) {
        spend(index, fault::Control::Spent::close_after);
        drop(index, "closed by a fault after so many bytes");
        return false;
    }
    while (shaper.has_room()) {
        std::string unshaped = site_.take_spare();
        end.host->server().take_output(end.id, end.host->now(), unshaped);
        if (unshaped.empty()) break;
        shaper.push(unshaped, site_.now);
        site_.give_back(std::move(unshaped));
    }
    shaper.take(site_.now, bytes);
    if (shaper.has_corrupted()) spend(index, fault::Control::Spent::corrupt);
    if (bytes.empty()) {
        shape_later(index);
        if (end.conditions.is_clear() && shaper.empty()) end.shaper.reset();
    }
    return true;
}

/// Writes on when the shaper has something next.
void Link::shape_later(std::uint8_t index) {
    End& end = ends_[index];
    const auto next = end.shaper->next_deadline();
    if (!next || (end.armed && *end.armed <= *next)) return;
    end.armed = std::max(*next, site_.now);
    site_.events.add(*end.armed, EventKind::link_shaped, index_, index);
}

/// A fault that happens once has happened.
void Link::spend(std::uint8_t index, fault::Control::Spent what) {
    if (std::exchange(ends_[index].has_spent[static_cast<std::size_t>(what)], true)) return;
    plan(nanoseconds(0), EventKind::link_spent, index, static_cast<std::uint64_t>(what));
}

/// What the other end has sent next arrives at an end.
void Link::deliver(std::uint8_t index) {
    End& end = ends_[index];
    End& peer = ends_[other(index)];
    Pipe::Piece piece = peer.pipe.pop();
    --site_.flying;
    if (end.is_up && end.connection == piece.tag) {
        Host& host = *end.host;
        if (site_.witness)
            site_.witness->on_link_came(peer.host->self(), host.self(), piece.bytes, host.now());
        host.server().on_neighbour_bytes(end.id, piece.bytes, host.now(), host.outbox());
        host.dispatch();
    }
    site_.give_back(std::move(piece.bytes));
    // There is room on the way for what has waited for it.
    if (!peer.is_up || !(peer.shaper || peer.host->server().has_output(peer.id))) return;
    plan(nanoseconds(0), EventKind::link_shaped, other(index));
}

}  // namespace herd::sim
