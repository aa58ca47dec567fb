#include "net/herd.hpp"

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/assert.hpp"
#include "net/herd_state.hpp"
#include "net/in_flight.hpp"
#include "net/resolve.hpp"

namespace herd::net {
namespace {

/// How long links within the process may take to come up before the herd counts as ready all the same.
constexpr auto ready_patience = std::chrono::milliseconds(80);

}  // namespace

std::string format_fault(const ListenFault& fault) {
    return fault.server + " cannot listen on " + fault.host + ":" + std::to_string(fault.port) + ": " +
           fault.why;
}

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
        if (!state_->listening[server] || !has_server(server)) continue;
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

void Herd::on_stopping(std::function<void()> call) {
    state_->on_stopping = std::move(call);
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
