#include "sim/host.hpp"

#include <algorithm>
#include <utility>

#include "places/pool.hpp"
#include "sim/link.hpp"

namespace herd::sim {
namespace {

// The same as those of a live server: lib/net/server_host.cpp, lib/net/client_connection.cpp
constexpr std::size_t client_burst = 4096;       // bytes
constexpr std::size_t worthwhile_write = 16384;  // bytes
constexpr int last_reads = 16;
constexpr auto stop_patience = std::chrono::seconds(1);
constexpr auto link_patience = std::chrono::seconds(1);

/// What servers' clocks tell when time begins: some day in 2023.
constexpr WallTime first_day{std::chrono::seconds(1'700'000'000)};

/// Adds what one life of a server, or several, came to. Shape: both name their counts alike.
template <class Counts>
void add(const Counts& counts, Network::Totals& totals) {
    totals.commands += counts.commands;
    totals.updates += counts.updates;
    totals.flooded += counts.flooded;
    totals.resynced += counts.resynced;
    totals.delivered += counts.delivered;
    totals.overflows += counts.overflows;
    totals.announced += counts.announced;
    totals.grafts += counts.grafts;
    totals.prunes += counts.prunes;
}

}  // namespace

Host::Host(Site& site, Clients& clients, core::ServerIndex self, std::vector<core::ServerIndex> neighbours)
    : site_(site),
      clients_(clients),
      self_(self),
      neighbours_(std::move(neighbours)),
      recorder_(site.recorder, self, neighbours_) {}

Now Host::now() const {
    Now now{site_.now, first_day + site_.now.time_since_epoch()};
    const auto drift = static_cast<double>((now.steady - clock_set_).count()) * clock_error_.drift_ppm * 1e-6;
    now.wall += clock_error_.offset + nanoseconds(static_cast<std::int64_t>(drift));
    return now;
}

void Host::set_clock(fault::ClockError error) {
    clock_error_ = error;
    clock_set_ = site_.now;
}

ServerState Host::state() const {
    return is_paused_ ? ServerState::paused : state_;
}

void Host::start() {
    state_ = ServerState::running;
    starts_again = false;
    if (++life_ > 1) ++site_.totals.starts;
    core::ServerOptions options = site_.setup.options;
    options.clients = site_.clients;
    // Memory is gone, but what happens next happens after what was before.
    if (server_) options.lamport = server_->lamport();
    server_.emplace(site_.roster, self_, neighbours_, std::move(options),
                    recorder_.is_on() ? &recorder_ : nullptr);
    outbox_.clear();
    recorder_.on_state(trace::Kind::started, "simulated", stamp());
    if (site_.witness) site_.witness->on_server_up(self_, now());
    for (const auto& [link, end] : links_) link->redial();
}

void Host::pause() {
    is_paused_ = state_ != ServerState::stopped;
}

std::vector<Event> Host::resume() {
    is_paused_ = false;
    return std::exchange(held_, {});
}

void Host::on_client(Client& client, std::uint32_t id, const Pipe::Piece& piece) {
    if (client.life != life_ || state_ == ServerState::stopped) return;
    switch (static_cast<ToServer>(piece.tag)) {
        case ToServer::connects: {
            if (state_ != ServerState::running) {
                close(client, id, ToClient::resets);
                return;
            }
            client.session = server_->open_session(now());
            client.has_session = true;
            if (sessions_.size() <= client.session.index) sessions_.resize(client.session.index + 1);
            sessions_[client.session.index] = id;
            ++session_count_;
            if (site_.witness) site_.witness->on_client_open(id, self_, now());
            arm_deadline();
            return;
        }
        case ToServer::says:
            client.unread.append(piece.bytes);
            break;
        case ToServer::ends:
            client.has_ended = true;
            break;
        case ToServer::leaves:
            close(client, id, ToClient::closes);
            check_stopped();
            return;
    }
    if (state_ == ServerState::running && !client.awaits_read) feed(client, id);
}

/// Gives the server what has come from a client, if it wants it.
void Host::feed(Client& client, std::uint32_t id) {
    if (!has_session(client) || !client.has_unread()) return;
    if (!server_->session_status(client.session).wants_input) return;
    if (client.read < client.unread.size()) {
        const auto bytes = std::string_view(client.unread).substr(client.read, client_burst);
        client.read += bytes.size();
        if (site_.witness) site_.witness->on_client_said(id, bytes, now());
        server_->on_client_bytes(client.session, bytes, now(), outbox_);
        if (client.read == client.unread.size()) {
            client.unread.clear();
            client.read = 0;
        }
    } else {
        client.was_told_end = true;
        if (site_.witness) site_.witness->on_client_ended(id, now());
        server_->on_client_end(client.session, now(), outbox_);
    }
    dispatch();
}

void Host::on_client_turn(Client& client) {
    client.awaits_turn = false;
    if (!has_session(client)) return;
    server_->on_client_turn(client.session, now(), outbox_);
    dispatch();
}

void Host::on_client_reads(Client& client, std::uint32_t id) {
    client.awaits_read = false;
    if (state_ == ServerState::running) feed(client, id);
}

void Host::service(core::SessionId session) {
    if (session.index >= sessions_.size()) return;
    const std::uint32_t id = sessions_[session.index];
    Client& client = *clients_[id];
    if (!has_session(client) || client.session != session) return;
    auto status = server_->session_status(session);
    // The answers of a burst of lines leave together, at the burst's last turn.
    if (!status.has_more || status.output >= worthwhile_write) {
        answer(client, id);
        status = server_->session_status(session);
    }
    if (status.is_finished) {
        close(client, id, ToClient::closes);
        return;
    }
    if (status.has_more && !std::exchange(client.awaits_turn, true))
        site_.plan(nanoseconds(0), EventKind::client_turn, id);
    if (status.wants_input && state_ == ServerState::running && client.has_unread() &&
        !std::exchange(client.awaits_read, true)) {
        site_.plan(nanoseconds(0), EventKind::client_reads, id);
    }
}

/// Sends a client all answers that may leave.
void Host::answer(Client& client, std::uint32_t id) {
    for (;;) {
        output_ = site_.take_spare();
        server_->take_output(client.session, output_);
        if (output_.empty()) {
            site_.give_back(std::move(output_));
            return;
        }
        if (site_.witness) site_.witness->on_client_answered(id, output_, now());
        tell(client, id, ToClient::answers, std::move(output_));
        server_->on_client_written(client.session, now(), outbox_);
    }
}

void Host::tell(Client& client, std::uint32_t id, ToClient what, std::string bytes) {
    client.to_client.push(static_cast<std::uint64_t>(what), std::move(bytes));
    site_.events.add(client.to_client.admit(site_.now + site_.draw_latency()), EventKind::client_hears, id);
}

void Host::close(Client& client, std::uint32_t id, ToClient how) {
    if (client.has_session) {
        if (site_.witness) site_.witness->on_client_closed(id, now());
        server_->close_session(client.session);
        --session_count_;
    }
    client.has_session = false;
    client.life = 0;
    if (how == ToClient::resets) client.to_client.lose();
    tell(client, id, how);
}

void Host::ask_places(const core::PlacesQuery& query) {
    if (!site_.setup.places) return;
    questions_.push_back({life_, query.id, {query.at, query.radius_km, query.bound}});
    site_.plan(site_.setup.places_delay, EventKind::places_answer, self_, 0, questions_.size() - 1);
}

void Host::on_places(std::uint64_t number) {
    const Question& asked = questions_[number];
    if (asked.life != life_ || state_ == ServerState::stopped) return;
    const places::Document document =
        places::format_outcome(site_.setup.places->look_up(asked.question, {}), site_.setup.layout);
    if (site_.witness) site_.witness->on_places(self_, document, now());
    server_->on_places(asked.query, document, now(), outbox_);
    dispatch();
}

void Host::dispatch() {
    if (std::exchange(is_dispatching_, true)) return;
    // What is done may make more to do; it stands behind what was there.
    for (std::size_t i = 0; i < outbox_.sessions.size(); ++i) service(outbox_.sessions[i]);
    for (std::size_t i = 0; i < outbox_.queries.size(); ++i) ask_places(outbox_.queries[i]);
    for (const auto id : outbox_.missed) links_[id].link->on_missed(links_[id].end);
    for (const auto& [id, fault] : outbox_.faulty)
        links_[id].link->drop(links_[id].end, std::string(core::format_fault(fault)));
    if (site_.witness) {
        for (const auto id : outbox_.neighbours)
            site_.witness->on_queue(self_, neighbours_[id], server_->queued_bytes(id));
    }
    for (const auto id : outbox_.neighbours) links_[id].link->flush(links_[id].end);
    outbox_.clear();
    is_dispatching_ = false;
    arm_deadline();
    check_stopped();
}

void Host::arm_deadline() {
    if (state_ == ServerState::stopped) return;
    const auto next = server_->next_deadline();
    if (!next || (armed_ && *armed_ <= *next)) return;
    armed_ = next;
    site_.events.add(std::max(*next, site_.now), EventKind::deadline, self_, 0, life_);
}

void Host::on_deadline(std::uint64_t life) {
    // One that was armed before an earlier one is of no use any more.
    if (life != life_ || state_ == ServerState::stopped || !armed_ || *armed_ > site_.now) return;
    armed_.reset();
    server_->on_deadline(now(), outbox_);
    dispatch();
}

void Host::stop() {
    if (state_ != ServerState::running) return;
    state_ = ServerState::stopping;
    waits_for_links_ = false;
    site_.plan(site_.setup.options.places_timeout + stop_patience, EventKind::stop_limit, self_, 0, life_);
    site_.plan(nanoseconds(0), EventKind::end_sessions, self_, 0, life_);
}

/// Has all sessions end. What has arrived counts as said, whether it has been read yet or not.
void Host::on_end_sessions(std::uint64_t life) {
    if (life != life_ || state_ != ServerState::stopping) return;
    for (std::uint32_t id = 0; id < clients_.size(); ++id) {
        Client& client = *clients_[id];
        if (client.server != self_) continue;
        for (int turn = 0; turn < last_reads && client.has_unread(); ++turn) feed(client, id);
    }
    server_->on_shutdown(now(), outbox_);
    dispatch();
}

void Host::on_stop_limit(std::uint64_t life) {
    if (life == life_ && state_ == ServerState::stopping) end(trace::Kind::stopped);
}

bool Host::has_unsent_links() const {
    return std::any_of(links_.begin(), links_.end(), [this](const LinkEnd& at) {
        const auto& end = at.link->end(at.end);
        return end.is_up && (server_->has_output(end.id) || at.link->held(at.end) > 0);
    });
}

void Host::check_stopped() {
    if (state_ != ServerState::stopping || is_dispatching_ || session_count_ > 0) return;
    if (!has_unsent_links()) {
        end(trace::Kind::stopped);
    } else if (!std::exchange(waits_for_links_, true)) {
        site_.plan(link_patience, EventKind::stop_limit, self_, 0, life_);
    }
}

void Host::crash() {
    starts_again = false;
    end(trace::Kind::crashed);
}

void Host::end(trace::Kind how) {
    if (state_ == ServerState::stopped) return;
    const bool is_crash = how == trace::Kind::crashed;
    state_ = ServerState::stopped;
    is_paused_ = false;
    armed_.reset();
    for (const auto& [link, end] : links_) link->stop(end, is_crash);
    for (std::uint32_t id = 0; id < clients_.size(); ++id) {
        Client& client = *clients_[id];
        if (client.server == self_ && client.life == life_)
            close(client, id, is_crash || !client.has_session ? ToClient::resets : ToClient::closes);
    }
    outbox_.clear();
    add(server_->counters(), past_);
    recorder_.on_state(how, {}, stamp());
    if (site_.witness) site_.witness->on_server_down(self_, is_crash, now());
    if (starts_again) site_.plan(nanoseconds(0), EventKind::start_again, self_);
    // What has waited before a paused server comes now, and finds nobody.
    for (const Event& event : std::exchange(held_, {}))
        site_.events.add(site_.now, event.kind, event.index, event.end, event.number);
}

void Host::add_totals(Network::Totals& totals) const {
    add(past_, totals);
    if (state_ != ServerState::stopped) add(server_->counters(), totals);
}

}  // namespace herd::sim
