#include "sim/network.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "fault/in_flight.hpp"
#include "sim/client.hpp"
#include "sim/fault_target.hpp"
#include "sim/host.hpp"
#include "sim/link.hpp"
#include "sim/site.hpp"

namespace herd::sim {

struct Network::State {
    State(Setup the_setup, Witness* witness)
        : setup(std::move(the_setup)),
          site{setup, core::Roster(setup.names), witness,
               trace::Recorder(site.roster, setup.links, setup.trace, beginning), fault::Random(setup.seed)},
          target(site, hosts, links, [this](const Event& event) { handle(event); }),
          faults(site.roster, setup.links, setup.seed, target) {
        site.now = beginning;
        make_hosts();
        for (const auto& host : hosts) host->start();
    }

    /// Nothing is before it, whatever somebody subtracts.
    static constexpr SteadyTime beginning{std::chrono::hours(1)};

    void make_hosts() {
        std::vector<std::vector<core::ServerIndex>> neighbours(setup.names.size());
        std::vector<std::vector<Host::LinkEnd>> ends(setup.names.size());
        std::vector<std::array<core::NeighbourId, 2>> ids;
        for (const auto& [a, b] : setup.links) {
            ids.push_back({static_cast<core::NeighbourId>(neighbours[a].size()),
                           static_cast<core::NeighbourId>(neighbours[b].size())});
            neighbours[a].push_back(b);
            neighbours[b].push_back(a);
        }
        for (core::ServerIndex server = 0; server < setup.names.size(); ++server)
            hosts.push_back(std::make_unique<Host>(site, clients, server, neighbours[server]));
        for (std::uint32_t i = 0; i < setup.links.size(); ++i) {
            const auto [a, b] = setup.links[i];
            links.push_back(
                std::make_unique<Link>(site, i, std::array{hosts[a].get(), hosts[b].get()}, ids[i]));
            ends[a].push_back({links.back().get(), 0});
            ends[b].push_back({links.back().get(), 1});
        }
        for (core::ServerIndex server = 0; server < hosts.size(); ++server)
            hosts[server]->set_links(ends[server]);
    }

    /// The server that an event happens at, if it is one that a paused server does not notice.
    Host* find_host(const Event& event) {
        switch (event.kind) {
            case EventKind::deadline:
            case EventKind::places_answer:
            case EventKind::end_sessions:
            case EventKind::start_again:
                return hosts[event.index].get();
            case EventKind::client_comes:
            case EventKind::client_turn:
            case EventKind::client_reads:
                return hosts[clients[event.index]->server].get();
            case EventKind::link_bytes:
            case EventKind::link_dialled:
            case EventKind::link_comes_up:
            case EventKind::link_broken:
            case EventKind::link_refused:
            case EventKind::link_redials:
            case EventKind::link_gives_up:
            case EventKind::link_state:
            case EventKind::link_shaped:
                return links[event.index]->end(event.end).host;
            case EventKind::stop_limit:
            case EventKind::client_connects:
            case EventKind::client_hears:
            case EventKind::link_missed:
            case EventKind::link_spent:
            case EventKind::faults:
                break;
        }
        return nullptr;
    }

    void handle(const Event& event) {
        if (Host* host = find_host(event); host && host->is_paused()) {
            host->hold(event);
            return;
        }
        switch (event.kind) {
            case EventKind::deadline:
                return hosts[event.index]->on_deadline(event.number);
            case EventKind::places_answer:
                return hosts[event.index]->on_places(event.number);
            case EventKind::end_sessions:
                return hosts[event.index]->on_end_sessions(event.number);
            case EventKind::stop_limit:
                return hosts[event.index]->on_stop_limit(event.number);
            case EventKind::start_again:
                if (hosts[event.index]->starts_again) hosts[event.index]->start();
                return;
            case EventKind::client_connects:
                return connect(event.index);
            case EventKind::client_comes: {
                Client& client = *clients[event.index];
                return hosts[client.server]->on_client(client, event.index, client.to_server.pop());
            }
            case EventKind::client_turn:
                return hosts[clients[event.index]->server]->on_client_turn(*clients[event.index]);
            case EventKind::client_reads:
                return hosts[clients[event.index]->server]->on_client_reads(*clients[event.index],
                                                                            event.index);
            case EventKind::client_hears:
                return hear(event.index);
            case EventKind::link_state:
                return links[event.index]->set_faults(event.end, faults.link_state(event.index));
            case EventKind::link_missed:
                faults.on_dropped(event.index, site.now);
                return arm_faults();
            case EventKind::link_spent:
                faults.on_spent(event.index, event.end, static_cast<fault::Control::Spent>(event.number),
                                site.now);
                return arm_faults();
            case EventKind::faults:
                return on_faults();
            default:
                return links[event.index]->on_event(event);
        }
    }

    // Clients.

    void send(std::uint32_t id, ToServer what, std::string bytes = {}) {
        Client& client = *clients[id];
        client.to_server.push(static_cast<std::uint64_t>(what), std::move(bytes));
        site.events.add(client.to_server.admit(site.now + site.draw_latency()), EventKind::client_comes, id);
    }

    void say(std::uint32_t id, std::string_view bytes) {
        if (const std::size_t first = site.draw_piece(bytes.size()); first < bytes.size()) {
            send(id, ToServer::says, std::string(bytes.substr(0, first)));
            bytes.remove_prefix(first);
        }
        send(id, ToServer::says, std::string(bytes));
    }

    /// The system accepts a connection for a server, whatever the server is about.
    void connect(std::uint32_t id) {
        Client& client = *clients[id];
        Host& host = *hosts[client.server];
        const bool is_accepted = host.runs();
        if (is_accepted) {
            client.life = host.life();
            client.to_server.push(static_cast<std::uint64_t>(ToServer::connects), {});
            site.events.add(client.to_server.admit(site.now), EventKind::client_comes, id);
        }
        client.to_client.push(static_cast<std::uint64_t>(is_accepted ? ToClient::accepts : ToClient::refuses),
                              {});
        site.events.add(client.to_client.admit(site.now + site.draw_latency()), EventKind::client_hears, id);
    }

    /// Something comes to a client.
    void hear(std::uint32_t id) {
        Client& client = *clients[id];
        Pipe::Piece piece = client.to_client.pop();
        if (piece.tag == 0) return;
        switch (static_cast<ToClient>(piece.tag)) {
            case ToClient::accepts:
                client.state = ClientState::open;
                if (!client.unsaid.empty()) say(id, std::exchange(client.unsaid, {}));
                if (client.ends_unsaid) send(id, ToServer::ends);
                break;
            case ToClient::refuses:
                client.state = ClientState::refused;
                break;
            case ToClient::answers:
                if (!client.has_left) client.heard.append(piece.bytes);
                site.give_back(std::move(piece.bytes));
                break;
            case ToClient::closes:
                client.state = ClientState::closed;
                break;
            case ToClient::resets:
                client.state = ClientState::lost;
                break;
        }
    }

    // Faults.

    void arm_faults() {
        const auto next = faults.next_deadline();
        if (!next) return;
        const SteadyTime time = *next < site.now ? site.now : *next;
        if (armed_faults && *armed_faults <= time) return;
        armed_faults = time;
        site.events.add(time, EventKind::faults, 0);
    }

    void on_faults() {
        if (!armed_faults || *armed_faults > site.now) return;
        armed_faults.reset();
        faults.on_deadline(site.now);
        arm_faults();
    }

    // To look at.

    fault::LinkEnd describe(const Link& link, std::uint8_t index) const {
        const Link::End& end = link.end(index);
        const Host& host = *end.host;
        const auto progress = host.server().link_progress(end.id);
        return {host.name(),         host.runs(),      host.is_paused(), end.is_up,
                progress.has_output, link.held(index), progress.sent,    progress.received};
    }

    std::vector<std::string> find_in_flight(bool ignores_held) const {
        std::vector<std::string> found;
        for (const auto& host : hosts) {
            if (host->is_stopping()) found.push_back(host->name() + ": is stopping");
            if (host->state() != ServerState::stopped && !(host->is_paused() && ignores_held))
                fault::describe_awaited(host->name(), host->server().awaited(), found);
        }
        for (std::size_t i = 0; i < links.size(); ++i) {
            const Link& link = *links[i];
            const bool is_joined =
                link.end(0).is_up && link.end(1).is_up && link.end(0).connection == link.end(1).connection;
            fault::describe_in_flight(describe(link, 0), describe(link, 1), is_joined, faults.link_state(i),
                                      ignores_held, found);
        }
        return found;
    }

    Setup setup;
    Site site;
    Host::Clients clients;
    std::vector<std::unique_ptr<Host>> hosts;
    std::vector<std::unique_ptr<Link>> links;
    FaultTarget target;
    fault::Control faults;
    std::optional<SteadyTime> armed_faults;
    std::uint64_t steps = 0;
};

Network::Network(Setup setup, Witness* witness)
    : state_(std::make_unique<State>(std::move(setup), witness)) {}

Network::~Network() = default;

SteadyTime Network::now() const {
    return state_->site.now;
}

std::optional<SteadyTime> Network::next_time() const {
    return state_->site.events.next_time();
}

bool Network::step() {
    if (!state_->site.events.next_time()) return false;
    const Event event = state_->site.events.pop();
    state_->site.now = event.time;
    ++state_->steps;
    state_->handle(event);
    return true;
}

void Network::run_until(SteadyTime time) {
    while (const auto next = state_->site.events.next_time()) {
        if (*next > time) break;
        step();
    }
    state_->site.now = std::max(state_->site.now, time);
}

std::uint64_t Network::steps() const {
    return state_->steps;
}

bool Network::is_flying() const {
    return state_->site.flying > 0;
}

ClientId Network::open(core::ServerIndex server) {
    State& state = *state_;
    const auto id = static_cast<ClientId>(state.clients.size());
    state.clients.push_back(std::make_unique<Client>(server));
    state.site.plan(state.site.draw_latency(), EventKind::client_connects, id);
    return id;
}

void Network::say(ClientId id, std::string_view bytes) {
    Client& client = *state_->clients[id];
    if (client.state == ClientState::connecting) {
        client.unsaid.append(bytes);
    } else {
        state_->say(id, bytes);
    }
}

void Network::end(ClientId id) {
    Client& client = *state_->clients[id];
    if (client.state == ClientState::connecting) {
        client.ends_unsaid = true;
    } else {
        state_->send(id, ToServer::ends);
    }
}

Network::ClientState Network::client_state(ClientId client) const {
    return state_->clients[client]->state;
}

const std::string& Network::heard(ClientId client) const {
    return state_->clients[client]->heard;
}

void Network::forget_heard(ClientId client) {
    state_->clients[client]->heard.clear();
}

void Network::leave(ClientId id) {
    Client& client = *state_->clients[id];
    if (std::exchange(client.has_left, true)) return;
    client.heard = {};
    state_->send(id, ToServer::leaves);
}

Result<fault::Control::FaultId, std::string> Network::apply(const fault::Fault& fault) {
    auto id = state_->faults.apply(fault, state_->site.now);
    state_->arm_faults();
    return id;
}

const fault::Control& Network::faults() const {
    return state_->faults;
}

const core::Roster& Network::roster() const {
    return state_->site.roster;
}

const fault::LinkList& Network::links() const {
    return state_->setup.links;
}

ServerState Network::state(core::ServerIndex server) const {
    return state_->hosts[server]->state();
}

const core::Server& Network::server(core::ServerIndex server) const {
    return state_->hosts[server]->server();
}

std::vector<std::string> Network::in_flight(bool ignores_held) const {
    return state_->find_in_flight(ignores_held);
}

Network::Totals Network::totals() const {
    Totals totals = state_->site.totals;
    for (const auto& host : state_->hosts) host->add_totals(totals);
    return totals;
}

trace::Trace Network::trace() const {
    return state_->site.recorder.snapshot();
}

}  // namespace herd::sim
