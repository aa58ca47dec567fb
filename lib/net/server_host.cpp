#include "net/server_host.hpp"

#include <algorithm>
#include <utility>

#include <asio/error.hpp>

#include "net/clock.hpp"
#include "net/endpoint.hpp"

namespace herd::net {
namespace {

/// What is read of one client before others have their turn: few enough that a client that sends without end
/// costs the others little, and as much as 32 commands in one go.
constexpr Stream::Manner client_manner{4096, 16384, true};
constexpr auto accept_pause = std::chrono::milliseconds(100);
constexpr auto linger_time = std::chrono::seconds(1);

/// The same once the server stops, when all that a client had sent has been read.
constexpr auto last_linger_time = std::chrono::milliseconds(100);

/// How long a server that stops waits for neighbours to take what they are owed, once its clients are served.
constexpr auto link_patience = std::chrono::seconds(1);

/// How often a client that has more to say is heard once its server stops.
constexpr int last_reads = 16;

std::vector<core::ServerIndex> find_neighbours(const config::Config& config, core::ServerIndex self) {
    std::vector<core::ServerIndex> neighbours;
    for (const auto& link : config.links) {
        if (link.a == self) neighbours.push_back(static_cast<core::ServerIndex>(link.b));
        if (link.b == self) neighbours.push_back(static_cast<core::ServerIndex>(link.a));
    }
    return neighbours;
}

/// The indexes of a server's links, in the order of its neighbours.
std::vector<std::size_t> find_links(const config::Config& config, core::ServerIndex self) {
    std::vector<std::size_t> links;
    for (std::size_t link = 0; link < config.links.size(); ++link) {
        if (config.links[link].a == self || config.links[link].b == self) links.push_back(link);
    }
    return links;
}

std::vector<std::string> find_names(const Site& site, const std::vector<core::ServerIndex>& servers) {
    std::vector<std::string> names;
    for (const auto server : servers) names.push_back(site.roster.name(server));
    return names;
}

}  // namespace

ServerHost::ServerHost(Site& site, core::ServerIndex self)
    : site_(site),
      self_(self),
      neighbours_(find_neighbours(site.config, self)),
      journal_(site.log.open(site.roster.name(self)), site.roster, find_names(site, neighbours_)),
      recorder_(site.recorder, self, neighbours_),
      acceptor_(site.loop),
      accept_timer_(site.loop),
      deadline_timer_(site.loop),
      linger_timer_(site.loop),
      stop_timer_(site.loop) {
    const auto links = find_links(site.config, self);
    for (core::NeighbourId id = 0; id < neighbours_.size(); ++id) {
        links_.push_back(std::make_unique<Link>(*this, site_, id, self_, neighbours_[id], links[id]));
    }
    if (journal_.observes()) observers_.add(journal_);
    if (recorder_.is_on()) observers_.add(recorder_);
}

ServerHost::~ServerHost() {
    close();
}

std::error_code ServerHost::bind(Endpoint& endpoint) {
    std::error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(Acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) endpoint = acceptor_.local_endpoint(error);
    return error;
}

std::error_code ServerHost::listen() {
    std::error_code error;
    acceptor_.listen(Acceptor::max_listen_connections, error);
    return error;
}

void ServerHost::unbind() {
    std::error_code ignored;
    acceptor_.close(ignored);
}

void ServerHost::start() {
    state_ = State::running;
    ++start_;
    core::ServerOptions options = site_.options;
    // Memory is gone, but what happens next happens after what was before.
    if (server_) options.lamport = server_->lamport();
    server_.emplace(site_.roster, self_, neighbours_, std::move(options), observers_.get());
    outbox_.clear();
    std::error_code ignored;
    const std::string where = format_endpoint(acceptor_.local_endpoint(ignored));
    journal_.started(where);
    recorder_.on_state(trace::Kind::started, where, stamp());
    accept();
    for (const auto& link : links_) link->start();
    site_.touch();
}

Now ServerHost::now() const {
    Now now = site_.clock.now();
    if (clock_error_.offset == nanoseconds(0) && clock_error_.drift_ppm == 0) return now;
    const auto drift = static_cast<double>((now.steady - clock_set_).count()) * clock_error_.drift_ppm * 1e-6;
    now.wall += clock_error_.offset + nanoseconds(static_cast<std::int64_t>(drift));
    return now;
}

void ServerHost::set_clock(fault::ClockError error) {
    clock_error_ = error;
    clock_set_ = read_clocks().steady;
}

void ServerHost::add_link(core::ServerIndex peer, std::size_t link) {
    Link* end = find_link(peer);
    if (end) {
        end->restore();
    } else {
        const auto id = static_cast<core::NeighbourId>(neighbours_.size());
        neighbours_.push_back(peer);
        links_.push_back(std::make_unique<Link>(*this, site_, id, self_, peer, link));
        end = links_.back().get();
        journal_.add_neighbour(site_.roster.name(peer));
        recorder_.add_neighbour(peer);
        if (server_) server_->add_neighbour();
    }
    if (state_ == State::running) gate_.pass([end] { end->start(); });
}

void ServerHost::remove_link(core::ServerIndex peer) {
    // Not when a pause is over: what is removed is gone for all to see.
    find_link(peer)->remove();
}

Link* ServerHost::find_link(core::ServerIndex peer) {
    return const_cast<Link*>(std::as_const(*this).find_link(peer));
}

const Link* ServerHost::find_link(core::ServerIndex peer) const {
    const auto found = std::find(neighbours_.begin(), neighbours_.end(), peer);
    return found == neighbours_.end() ? nullptr
                                      : links_[static_cast<std::size_t>(found - neighbours_.begin())].get();
}

void ServerHost::accept() {
    acceptor_.async_accept([this, start = start_](const std::error_code& error, Socket socket) {
        if (start != start_) return;
        if (gate_.is_open()) {
            on_accept(error, std::move(socket));
            return;
        }
        // What waits at the gate has to be something that can be copied.
        gate_.pass([this, start, error, held = std::make_shared<Socket>(std::move(socket))] {
            if (start == start_) on_accept(error, std::move(*held));
        });
    });
}

void ServerHost::on_accept(const std::error_code& error, Socket socket) {
    if (state_ != State::running) return;
    if (!error) {
        accept_error_.clear();
        on_accepted(std::move(socket));
        accept();
    } else if (error == asio::error::connection_aborted) {
        accept();
    } else if (error != asio::error::operation_aborted) {
        // Most likely there are no file descriptors left: those who wait to be let in go on waiting.
        if (error != accept_error_) journal_.accept_failed(error.message());
        accept_error_ = error;
        accept_later();
    }
}

void ServerHost::accept_later() {
    accept_timer_.expires_after(accept_pause);
    accept_timer_.async_wait([this, start = start_](const std::error_code& error) {
        if (error) return;
        gate_.pass([this, start] {
            if (start == start_ && state_ == State::running) accept();
        });
    });
}

void ServerHost::on_accepted(Socket socket) {
    const core::SessionId session = server_->open_session(now());
    auto connection = std::make_unique<ClientConnection>(
        *this, session, std::make_shared<Stream>(std::move(socket), client_manner, site_.poller, gate_));
    journal_.client_open(session, connection->peer());
    if (connections_.size() <= session.index) connections_.resize(session.index + 1);
    connections_[session.index] = std::move(connection);
    ++connection_count_;
    connections_[session.index]->start();
    arm_deadline();
}

bool ServerHost::accept_link(ClientConnection& connection, const Hello& hello, std::string_view rest) {
    if (hello.to != site_.roster.name(self_)) return false;
    const auto link = std::find_if(links_.begin(), links_.end(), [&](const auto& candidate) {
        return candidate->peer_name() == hello.from;
    });
    const auto stream = connection.stream();
    if (link == links_.end() || !(*link)->may_accept(hello, stream->is_peer_loopback())) return false;
    const core::SessionId session = connection.session();
    journal_.client_close(session, "is the neighbour " + hello.from);
    server_->close_session(session);
    discard(take(session));
    (*link)->accept(stream, hello, rest);
    return true;
}

void ServerHost::dispatch() {
    if (std::exchange(is_dispatching_, true)) return;
    // What is done may make more to do; it stands behind what was there.
    for (std::size_t i = 0; i < outbox_.sessions.size(); ++i) {
        if (ClientConnection* connection = find(outbox_.sessions[i])) connection->service();
    }
    for (std::size_t i = 0; i < outbox_.neighbours.size(); ++i) links_[outbox_.neighbours[i]]->flush_later();
    for (std::size_t i = 0; i < outbox_.queries.size(); ++i) ask_places(outbox_.queries[i]);
    for (const auto id : outbox_.missed) links_[id]->on_missed();
    const auto faulty = std::exchange(outbox_.faulty, {});
    outbox_.clear();
    is_dispatching_ = false;
    for (const auto& [id, fault] : faulty) links_[id]->drop(std::string(core::format_fault(fault)));
    arm_deadline();
    check_stopped();
    site_.touch();
}

ClientConnection* ServerHost::find(core::SessionId id) {
    if (id.index >= connections_.size() || !connections_[id.index]) return nullptr;
    const auto& connection = connections_[id.index];
    return connection->session() == id ? connection.get() : nullptr;
}

void ServerHost::give_turn(core::SessionId id) {
    site_.turn_end.add(*this, id, start_);
}

void ServerHost::take_turn(core::SessionId id, std::uint64_t start) {
    gate_.pass([this, id, start] {
        if (start != start_ || state_ == State::stopped) return;
        if (ClientConnection* connection = find(id)) connection->take_turn();
    });
}

void ServerHost::ask_places(const core::PlacesQuery& query) {
    const places::Question question{query.at, query.radius_km, query.bound};
    site_.places.ask(question, [this, &loop = site_.loop, id = query.id,
                                start = start_](std::shared_ptr<const places::Document> document) {
        asio::post(loop, [this, id, start, document = std::move(document)] {
            gate_.pass([this, id, start, document] {
                if (start != start_ || state_ == State::stopped) return;
                server_->on_places(id, *document, now(), outbox_);
                dispatch();
            });
        });
    });
}

void ServerHost::arm_deadline() {
    if (state_ == State::stopped) return;
    const auto next = server_->next_deadline();
    // A timer that is early is harmless, and cheaper than one that is set anew with every line.
    if (!next || (armed_ && *armed_ <= *next)) return;
    armed_ = next;
    deadline_timer_.expires_at(std::chrono::time_point_cast<std::chrono::steady_clock::duration>(*next));
    deadline_timer_.async_wait([this, start = start_](const std::error_code& error) {
        if (error) return;
        gate_.pass([this, start] {
            if (start == start_ && state_ != State::stopped) on_deadline();
        });
    });
}

void ServerHost::on_deadline() {
    armed_.reset();
    server_->on_deadline(now(), outbox_);
    dispatch();
}

std::unique_ptr<ClientConnection> ServerHost::take(core::SessionId id) {
    --connection_count_;
    return std::exchange(connections_[id.index], nullptr);
}

/// Destroys a connection later, since one of its functions may be running.
void ServerHost::discard(std::unique_ptr<ClientConnection> connection) {
    discarded_.push_back(std::move(connection));
    if (discarded_.size() > 1) return;
    asio::post(site_.loop, [this] { discarded_.clear(); });
}

void ServerHost::finish(ClientConnection& connection, bool is_ended) {
    const core::SessionId session = connection.session();
    journal_.client_close(session, is_ended ? "ended by the client" : "ended by the server");
    server_->close_session(session);
    auto owned = take(session);
    if (is_ended) {
        owned->close();
        discard(std::move(owned));
        return;
    }
    owned->linger();
    const nanoseconds time = state_ == State::running ? nanoseconds(linger_time) : last_linger_time;
    lingering_.push_back({std::move(owned), now().steady + time});
    if (lingering_.size() == 1) sweep_lingering();
}

void ServerHost::lose(ClientConnection& connection, const std::string& why) {
    const core::SessionId session = connection.session();
    journal_.client_close(session, why);
    server_->close_session(session);
    connection.close();
    discard(take(session));
    check_stopped();
}

void ServerHost::bury(ClientConnection& connection) {
    const auto entry = std::find_if(lingering_.begin(), lingering_.end(), [&](const Lingering& lingering) {
        return lingering.connection.get() == &connection;
    });
    connection.close();
    discard(std::move(entry->connection));
    lingering_.erase(entry);
    check_stopped();
}

void ServerHost::sweep_lingering() {
    const SteadyTime time = now().steady;
    while (!lingering_.empty() && lingering_.front().until <= time) {
        lingering_.front().connection->close();
        discard(std::move(lingering_.front().connection));
        lingering_.pop_front();
    }
    check_stopped();
    if (lingering_.empty()) return;
    linger_timer_.expires_at(
        std::chrono::time_point_cast<std::chrono::steady_clock::duration>(lingering_.front().until));
    linger_timer_.async_wait([this](const std::error_code& error) {
        if (!error) gate_.pass([this] { sweep_lingering(); });
    });
}

bool ServerHost::is_linked() const {
    return std::all_of(links_.begin(), links_.end(), [this](const auto& link) {
        return link->is_up() || link->is_removed() || !site_.hosted[link->peer()];
    });
}

void ServerHost::stop(nanoseconds limit, std::function<void()> stopped) {
    state_ = State::stopping;
    stopped_ = std::move(stopped);
    unbind();
    accept_timer_.cancel();
    waits_for_links_ = false;
    close_after(limit);
    // From now on connections read no more, but what a read has brought may be on its way through the loop.
    asio::post(site_.loop, [this, start = start_] {
        if (start == start_ && state_ == State::stopping) end_sessions();
    });
}

void ServerHost::close_after(nanoseconds limit) {
    stop_timer_.expires_after(std::chrono::duration_cast<std::chrono::steady_clock::duration>(limit));
    stop_timer_.async_wait([this, start = start_](const std::error_code& error) {
        if (!error && start == start_ && state_ == State::stopping) close();
    });
}

/// Has all sessions end. What has arrived counts as said, whether it has been read yet or not.
void ServerHost::end_sessions() {
    for (std::size_t i = 0; i < connections_.size(); ++i) {
        if (!connections_[i]) continue;
        const core::SessionId session = connections_[i]->session();
        // Not for ever: a client that keeps sending has said enough at some time.
        for (int turn = 0; turn < last_reads && server_->session_status(session).wants_input; ++turn) {
            if (!connections_[i]->read_now()) break;
        }
    }
    server_->on_shutdown(now(), outbox_);
    dispatch();
}

bool ServerHost::has_unwritten_links() const {
    for (core::NeighbourId id = 0; id < links_.size(); ++id) {
        if (links_[id]->is_writing() || (links_[id]->is_up() && server_->has_output(id))) return true;
    }
    return false;
}

void ServerHost::check_stopped() {
    if (state_ != State::stopping || is_dispatching_) return;
    if (connection_count_ > 0 || !lingering_.empty()) return;
    if (!has_unwritten_links()) {
        close();
    } else if (!std::exchange(waits_for_links_, true)) {
        close_after(link_patience);
    }
}

void ServerHost::close() {
    end(trace::Kind::stopped);
}

void ServerHost::crash() {
    end(trace::Kind::crashed);
}

void ServerHost::end(trace::Kind how) {
    if (state_ == State::stopped) return;
    const bool is_crash = how == trace::Kind::crashed;
    state_ = State::stopped;
    unbind();
    for (Timer* timer : {&accept_timer_, &deadline_timer_, &linger_timer_, &stop_timer_}) timer->cancel();
    armed_.reset();
    for (const auto& link : links_) link->stop(is_crash);
    const auto end_connection = [&](std::unique_ptr<ClientConnection>& connection) {
        is_crash ? connection->reset() : connection->close();
        discard(std::move(connection));
    };
    for (auto& connection : connections_) {
        if (!connection) continue;
        journal_.client_close(connection->session(),
                              is_crash ? "this server has crashed" : "this server stops");
        end_connection(connection);
    }
    connections_.clear();
    connection_count_ = 0;
    for (auto& lingering : lingering_) end_connection(lingering.connection);
    lingering_.clear();
    outbox_.clear();
    gate_.reset();
    is_crash ? journal_.crashed() : journal_.stopped();
    recorder_.on_state(how, {}, stamp());
    if (const auto stopped = std::exchange(stopped_, nullptr)) stopped();
    site_.touch();
}

void ServerHost::pause() {
    if (is_paused() || state_ == State::stopped) return;
    gate_.close();
    journal_.paused();
    site_.touch();
}

void ServerHost::resume() {
    if (!is_paused()) return;
    journal_.resumed();
    gate_.open();
    site_.touch();
}

}  // namespace herd::net
