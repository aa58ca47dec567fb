#include "net/herd.hpp"

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <utility>

#include <asio/signal_set.hpp>

#include "base/assert.hpp"
#include "net/choose_provider.hpp"
#include "net/clock.hpp"
#include "net/fault_target.hpp"
#include "net/in_flight.hpp"
#include "net/server_host.hpp"
#include "net/server_options.hpp"
#include "net/site.hpp"
#include "net/watch.hpp"

namespace herd::net {
namespace {

/// How long links within the process may take to come up before the herd counts as ready all the same.
constexpr auto ready_patience = std::chrono::milliseconds(80);

/// What stopping may take beyond the answers that places owe.
constexpr auto stop_patience = std::chrono::seconds(1);

log::Options make_log_options(const config::LogOptions& options) {
    log::Options made;
    made.directory = options.directory;
    switch (options.level) {
        case config::LogLevel::off:
            made.level = log::Level::off;
            break;
        case config::LogLevel::connections:
            made.level = log::Level::connections;
            break;
        case config::LogLevel::messages:
            made.level = log::Level::messages;
            break;
    }
    made.format = options.format == config::LogFormat::json ? log::Format::json : log::Format::text;
    made.rotate_size = options.rotate_size;
    made.rotate_keep = options.rotate_keep;
    return made;
}

/// An address of a host: the first one of IPv4, since that is where clients look for "localhost", or else the
/// first one. Errors: the resolver's.
Result<Endpoint, std::error_code> resolve(asio::io_context& loop, const std::string& host,
                                          std::uint16_t port) {
    std::error_code error;
    if (const auto address = asio::ip::make_address(host, error); !error) return Endpoint(address, port);
    asio::ip::tcp::resolver resolver(loop);
    const auto found = resolver.resolve(host, std::to_string(port), error);
    if (error) return unexpected(error);
    if (found.empty()) return unexpected(make_error_code(asio::error::host_not_found));
    const auto v4 = std::find_if(found.begin(), found.end(),
                                 [](const auto& entry) { return entry.endpoint().address().is_v4(); });
    return v4 == found.end() ? found.begin()->endpoint() : v4->endpoint();
}

/// Where a server that listens on `endpoint` is to be dialled.
Endpoint dial_endpoint(Endpoint endpoint) {
    if (!endpoint.address().is_unspecified()) return endpoint;
    if (endpoint.address().is_v6()) return {asio::ip::address_v6::loopback(), endpoint.port()};
    return {asio::ip::address_v4::loopback(), endpoint.port()};
}

}  // namespace

std::string format_fault(const ListenFault& fault) {
    return fault.server + " cannot listen on " + fault.host + ":" + std::to_string(fault.port) + ": " +
           fault.why;
}

struct Herd::State {
    /// Something that is done again and again.
    struct RepeatingTimer {
        Timer timer;
        std::chrono::steady_clock::duration period;
        std::function<void()> work;
    };

    State(config::Config the_config, const std::vector<core::ServerIndex>& hosted, places::Source source,
          std::function<void(const std::string&)> the_complain, std::uint64_t seed)
        : config(std::move(the_config)),
          roster(make_roster(config)),
          complain(std::move(the_complain)),
          log(make_log_options(config.log), complain),
          trace_epoch(read_clocks().steady),
          recorder(roster, make_links(config), config.trace.buffer, trace_epoch),
          places_meter(source.meter),
          places(std::move(source), make_pool_options(config.places)),
          site{loop,
               clock,
               poller,
               turn_end,
               config,
               roster,
               make_server_options(config),
               places,
               log,
               recorder,
               make_key(),
               {},
               {},
               std::minstd_rand(std::random_device{}()),
               seed,
               [this] { check_ready(); },
               [this](std::size_t link) {
                   faults.on_dropped(link, read_clocks().steady);
                   arm_faults();
               },
               [this](std::size_t link, int end, fault::Control::Spent what) {
                   faults.on_spent(link, end, what, read_clocks().steady);
                   arm_faults();
               },
               false,
               [this] { watch.wake(); }},
          listening(config.servers.size()),
          starts_again(config.servers.size()),
          target(site, hosts,
                 {[this](core::ServerIndex server) { stop_server(server); },
                  [this](core::ServerIndex server) { crash_server(server); },
                  [this](core::ServerIndex server) { return start_server(server); }}),
          faults(roster, make_links(config), seed, target),
          watch(loop),
          signals(loop),
          other_signals(loop),
          ready_timer(loop),
          fault_timer(loop) {
        std::random_device random;
        site.options.index_seed = std::uint64_t{random()} << 32 | random();
        site.hosted.assign(config.servers.size(), false);
        site.endpoints.resize(config.servers.size());
        for (const auto server : hosted) site.hosted[server] = true;
        hosts.resize(config.servers.size());
        for (core::ServerIndex server = 0; server < hosts.size(); ++server) {
            if (site.hosted[server]) hosts[server] = std::make_unique<ServerHost>(site, server);
        }
    }

    /// Servers that end with the herd are nobody's news.
    ~State() { site.is_watched = false; }

    ListenFault fault(core::ServerIndex server, const std::error_code& error) const {
        const auto& entry = config.servers[server];
        return {entry.name, entry.host, listening[server] ? listening[server]->port() : entry.port,
                error.message()};
    }

    template <class Visit>
    void for_each_host(Visit visit) {
        for (const auto& host : hosts) {
            if (host) visit(*host);
        }
    }

    void check_ready() {
        if (!ready) return;
        bool is_linked = true;
        for_each_host([&](const ServerHost& host) { is_linked = is_linked && host.is_linked(); });
        if (is_linked) become_ready();
    }

    void become_ready() {
        ready_timer.cancel();
        if (const auto call = std::exchange(ready, nullptr)) call();
    }

    void await_signal() {
        signals.async_wait([this](const std::error_code& error, int) {
            if (error) return;
            if (is_stopping) {
                ended = Ended::at_once;
                loop.stop();
                return;
            }
            stop();
            await_signal();
        });
    }

    void await_other_signal() {
        other_signals.async_wait([this](const std::error_code& error, int) {
            if (error) return;
            on_other_signal();
            await_other_signal();
        });
    }

    void stop() {
        if (std::exchange(is_stopping, true)) return;
        ready = nullptr;
        ready_timer.cancel();
        starts_again.assign(starts_again.size(), false);
        for (core::ServerIndex server = 0; server < hosts.size(); ++server) {
            if (!hosts[server]) continue;
            hosts[server]->resume();
            stop_server(server);
        }
        check_stopped();
    }

    void check_stopped() {
        bool is_stopped = is_stopping;
        for_each_host([&](const ServerHost& host) {
            is_stopped = is_stopped && host.state() == ServerHost::State::stopped;
        });
        if (is_stopped) loop.stop();
    }

    void stop_server(core::ServerIndex server) {
        ServerHost& host = *hosts[server];
        starts_again[server] = false;
        if (host.state() != ServerHost::State::running) return;
        host.stop(config.places.timeout + stop_patience, [this, server] { on_stopped(server); });
    }

    void crash_server(core::ServerIndex server) {
        // It does not live to start again, whatever was asked of it before.
        starts_again[server] = false;
        hosts[server]->crash();
    }

    void on_stopped(core::ServerIndex server) {
        // Later, since the server is in the middle of it.
        if (starts_again[server]) {
            asio::post(loop, [this, server] {
                if (!starts_again[server]) return;
                starts_again[server] = false;
                if (const auto why = start_server(server)) complain(*why);
            });
        }
        check_stopped();
    }

    /// Why it cannot listen; nothing, if it can, or runs already.
    std::optional<std::string> start_server(core::ServerIndex server) {
        ServerHost& host = *hosts[server];
        if (is_stopping || host.state() == ServerHost::State::running) return std::nullopt;
        if (host.state() == ServerHost::State::stopping) {
            starts_again[server] = true;
            return std::nullopt;
        }
        auto error = host.bind(*listening[server]);
        if (!error) error = host.listen();
        if (error) {
            host.unbind();
            return format_fault(fault(server, error));
        }
        host.start();
        // Its neighbours need not wait for their next try.
        for (const auto& link : config.links) {
            if (link.a != server && link.b != server) continue;
            ServerHost* peer = hosts[link.a == server ? link.b : link.a].get();
            if (!peer || peer->state() != ServerHost::State::running) continue;
            peer->gate().pass([end = peer->find_link(server)] { end->redial(); });
        }
        return std::nullopt;
    }

    Result<fault::Control::FaultId, std::string> apply(const fault::Fault& fault) {
        target.take_complaint();
        const auto id = faults.apply(fault, read_clocks().steady);
        arm_faults();
        site.touch();
        const std::string complaint = target.take_complaint();
        if (id && !complaint.empty()) return unexpected(complaint);
        return id;
    }

    void arm_faults() {
        const auto next = faults.next_deadline();
        fault_timer.cancel();
        if (!next || is_stopping) return;
        fault_timer.expires_at(std::chrono::time_point_cast<std::chrono::steady_clock::duration>(*next));
        fault_timer.async_wait([this](const std::error_code& error) {
            if (error || is_stopping) return;
            faults.on_deadline(read_clocks().steady);
            if (const auto complaint = target.take_complaint(); !complaint.empty()) complain(complaint);
            arm_faults();
            site.touch();
        });
    }

    void repeat(TimerId id) {
        RepeatingTimer& repeated = repeating.at(id);
        repeated.timer.expires_after(repeated.period);
        repeated.timer.async_wait([this, id](const std::error_code& error) {
            if (error || !repeating.count(id)) return;
            // Which may cancel it.
            const auto work = repeating.at(id).work;
            work();
            if (repeating.count(id)) repeat(id);
        });
    }

    /// Sets the faults of the configuration when their time has come.
    void plan_faults() {
        for (const auto& planned : config.faults) {
            if (planned.after == nanoseconds(0)) {
                set_planned(planned.fault);
                continue;
            }
            auto& timer = *planned_timers.emplace_back(std::make_unique<Timer>(loop));
            timer.expires_after(
                std::chrono::duration_cast<std::chrono::steady_clock::duration>(planned.after));
            timer.async_wait([this, &fault = planned.fault](const std::error_code& error) {
                if (!error && !is_stopping) set_planned(fault);
            });
        }
    }

    void set_planned(const fault::Fault& fault) {
        if (const auto set = apply(fault); !set) complain(fault::format_fault(fault) + ": " + set.error());
    }

    asio::io_context loop{1};
    LoopClock clock;
    Poller poller{loop, clock};
    TurnEnd turn_end{loop};
    config::Config config;
    core::Roster roster;
    std::function<void(const std::string&)> complain;
    log::Writer log;
    SteadyTime trace_epoch;
    trace::Recorder recorder;
    std::shared_ptr<places::Meter> places_meter;
    places::Pool places;
    Site site;
    std::vector<std::optional<Endpoint>> listening;  // by server
    std::vector<std::unique_ptr<ServerHost>> hosts;  // by server; null: not hosted
    std::vector<bool> starts_again;                  // by server: once it has stopped
    FaultTarget target;
    fault::Control faults;
    Watch watch;
    asio::signal_set signals;
    asio::signal_set other_signals;
    std::function<void()> on_other_signal;
    Timer ready_timer;
    Timer fault_timer;
    std::vector<std::unique_ptr<Timer>> planned_timers;
    std::map<TimerId, RepeatingTimer> repeating;
    TimerId last_timer = 0;
    std::function<void()> ready;
    bool is_stopping = false;
    Ended ended = Ended::in_order;
};

Herd::Herd(config::Config config, const std::vector<core::ServerIndex>& hosted, places::Source source,
           std::function<void(const std::string&)> complain, std::uint64_t seed)
    : state_(
          std::make_unique<State>(std::move(config), hosted, std::move(source), std::move(complain), seed)) {}

Herd::~Herd() = default;

Result<void, ListenFault> Herd::listen() {
    State& state = *state_;
    const auto fail = [&](core::ServerIndex server, const std::error_code& error) {
        const ListenFault fault = state.fault(server, error);
        state.for_each_host([](ServerHost& host) { host.unbind(); });
        return unexpected(fault);
    };
    for (core::ServerIndex server = 0; server < state.hosts.size(); ++server) {
        const auto& entry = state.config.servers[server];
        auto endpoint = resolve(state.loop, entry.host, entry.port);
        if (!state.hosts[server]) {
            // Another process runs it; while its host is unknown or its port free to choose it cannot be
            // dialled.
            if (endpoint && entry.port != 0) state.site.endpoints[server] = dial_endpoint(*endpoint);
            continue;
        }
        if (!endpoint) return fail(server, endpoint.error());
        if (const auto error = state.hosts[server]->bind(*endpoint)) return fail(server, error);
        state.listening[server] = *endpoint;
        state.site.endpoints[server] = dial_endpoint(*endpoint);
    }
    for (core::ServerIndex server = 0; server < state.hosts.size(); ++server) {
        if (!state.hosts[server]) continue;
        if (const auto error = state.hosts[server]->listen()) return fail(server, error);
    }
    return {};
}

std::vector<Address> Herd::addresses() const {
    std::vector<Address> addresses;
    for (core::ServerIndex server = 0; server < state_->hosts.size(); ++server) {
        if (!state_->listening[server]) continue;
        const auto& entry = state_->config.servers[server];
        addresses.push_back({entry.name, entry.host, state_->listening[server]->port()});
    }
    return addresses;
}

std::vector<std::string> Herd::warnings() const {
    const State& state = *state_;
    std::vector<std::string> warnings;
    bool is_open = false;
    for (const auto& link : state.config.links) {
        if (state.site.hosted[link.a] == state.site.hosted[link.b]) continue;
        const auto away = state.site.hosted[link.a] ? link.b : link.a;
        const auto& entry = state.config.servers[away];
        const auto& endpoint = state.site.endpoints[away];
        const std::string name = state.config.servers[link.a].name + "-" + state.config.servers[link.b].name;
        if (!endpoint) {
            warnings.push_back("link " + name + ": " + entry.name + " runs elsewhere, and " +
                               (entry.port == 0 ? "port 0 does not tell where: give it a port"
                                                : "its host " + entry.host + " is unknown"));
        } else if (!state.config.herd.secret && !endpoint->address().is_loopback()) {
            warnings.push_back("link " + name + ": " + entry.name +
                               " runs on another machine, and without [herd] secret_file or secret_env only "
                               "neighbours on this one are accepted");
        }
        is_open = is_open || !state.config.herd.secret;
    }
    if (is_open) {
        warnings.push_back(
            "links to other processes prove nothing: any program on this machine may pose as a neighbour; "
            "give every process the same [herd] secret_file or secret_env");
    }
    return warnings;
}

void Herd::stop_on_signals() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) state_->signals.add(signal);
    state_->await_signal();
}

void Herd::on_signal(int number, std::function<void()> call) {
    State& state = *state_;
    state.other_signals.add(number);
    state.on_other_signal = std::move(call);
    state.await_other_signal();
}

Herd::Ended Herd::run(std::function<void()> ready) {
    State& state = *state_;
    state.ready = std::move(ready);
    state.for_each_host([](ServerHost& host) { host.start(); });
    state.plan_faults();
    state.ready_timer.expires_after(ready_patience);
    state.ready_timer.async_wait([&state](const std::error_code& error) {
        if (!error) state.become_ready();
    });
    asio::post(state.loop, [&state] { state.check_ready(); });
    const auto work = asio::make_work_guard(state.loop);
    state.loop.run();
    return state.ended;
}

void Herd::stop() {
    asio::post(state_->loop, [state = state_.get()] { state->stop(); });
}

void Herd::post(std::function<void()> work) {
    asio::post(state_->loop, std::move(work));
}

Result<fault::Control::FaultId, std::string> Herd::apply(const fault::Fault& fault) {
    return state_->apply(fault);
}

bool Herd::lift(fault::Control::FaultId id) {
    const bool is_lifted = state_->faults.lift(id, read_clocks().steady);
    state_->arm_faults();
    state_->site.touch();
    return is_lifted;
}

const fault::Control& Herd::faults() const {
    return state_->faults;
}

ServerState Herd::state(core::ServerIndex server) const {
    const auto& host = state_->hosts[server];
    if (!host || host->state() == ServerHost::State::stopped) return ServerState::stopped;
    if (host->state() == ServerHost::State::stopping) return ServerState::stopping;
    return host->is_paused() ? ServerState::paused : ServerState::running;
}

std::vector<std::string> Herd::in_flight(bool ignores_held) const {
    return find_in_flight(state_->site, state_->hosts, state_->faults, ignores_held);
}

Herd::WaitId Herd::when(std::function<bool()> condition, std::function<void()> met) {
    state_->site.is_watched = true;
    return state_->watch.add(std::move(condition), [state = state_.get(), met = std::move(met)] {
        state->site.is_watched = !state->watch.empty();
        met();
    });
}

void Herd::cancel(WaitId id) {
    state_->watch.cancel(id);
    state_->site.is_watched = !state_->watch.empty();
}

Herd::TimerId Herd::every(nanoseconds period, std::function<void()> work) {
    State& state = *state_;
    const TimerId id = ++state.last_timer;
    state.repeating.emplace(
        id, State::RepeatingTimer{Timer(state.loop),
                                  std::chrono::duration_cast<std::chrono::steady_clock::duration>(period),
                                  std::move(work)});
    state.repeat(id);
    return id;
}

void Herd::cancel_timer(TimerId id) {
    state_->repeating.erase(id);
}

const config::Config& Herd::config() const {
    return state_->config;
}

bool Herd::has_server(core::ServerIndex server) const {
    return server < state_->config.servers.size();
}

bool Herd::has_link(fault::LinkIndex link) const {
    return link < state_->config.links.size();
}

LinkFacts Herd::link(fault::LinkIndex link) const {
    const auto& [a, b] = state_->config.links[link];
    LinkFacts facts;
    facts.ends[0] = static_cast<core::ServerIndex>(a);
    facts.ends[1] = static_cast<core::ServerIndex>(b);
    facts.is_up = true;
    for (const int end : {0, 1}) {
        const auto& host = state_->hosts[facts.ends[end]];
        const Link* side = host ? std::as_const(*host).find_link(facts.ends[1 - end]) : nullptr;
        if (!side) continue;
        facts.is_up = facts.is_up && side->is_up();
        facts.connections = std::max(facts.connections, side->connections());
        if (!host->has_server()) continue;
        const core::Server& server = std::as_const(*host).server();
        facts.directions[end] = {server.link_counters(side->id()), server.queued_bytes(side->id()),
                                 side->held()};
    }
    return facts;
}

fault::ClockError Herd::clock_error(core::ServerIndex server) const {
    const auto& host = state_->hosts[server];
    return host ? host->clock_error() : fault::ClockError{};
}

const places::Meter& Herd::places_meter() const {
    return *state_->places_meter;
}

places::PoolLoad Herd::places_load() const {
    return state_->places.load();
}

std::uint64_t Herd::event_count() const {
    return state_->recorder.ring().count();
}

std::uint64_t Herd::events_dropped() const {
    return state_->recorder.ring().dropped();
}

std::size_t Herd::trace_bytes() const {
    return state_->recorder.ring().bytes();
}

EventRange Herd::events(std::uint64_t since, std::size_t limit) const {
    const std::uint64_t dropped = events_dropped();
    return {state_->recorder.events(since, limit), dropped - std::min(dropped, since)};
}

trace::Trace Herd::trace(std::uint64_t since) const {
    return state_->recorder.snapshot(since);
}

SteadyTime Herd::trace_epoch() const {
    return state_->trace_epoch;
}

bool Herd::is_linked(core::ServerIndex server) const {
    const auto& host = state_->hosts[server];
    return host && host->is_linked();
}

const core::Server& Herd::server(core::ServerIndex server) const {
    HERD_ASSERT(state_->hosts[server]);
    return std::as_const(*state_->hosts[server]).server();
}

}  // namespace herd::net
