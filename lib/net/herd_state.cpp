#include "net/herd_state.hpp"

#include <algorithm>
#include <memory>
#include <random>
#include <utility>

#include "net/choose_provider.hpp"
#include "net/server_options.hpp"

namespace herd::net {
namespace {

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

}  // namespace

Herd::State::State(config::Config the_config, const std::vector<core::ServerIndex>& hosted,
                   places::Source source, std::function<void(const std::string&)> the_complain,
                   std::uint64_t seed)
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
      leaves(config.servers.size()),
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
    site.options.clients =
        std::make_shared<core::ClientTable>(hosted.size(), std::uint64_t{random()} << 32 | random());
    site.hosted.assign(config.servers.size(), false);
    site.endpoints.resize(config.servers.size());
    for (const auto server : hosted) site.hosted[server] = true;
    hosts.resize(config.servers.size());
    for (core::ServerIndex server = 0; server < hosts.size(); ++server) {
        if (site.hosted[server]) hosts[server] = std::make_unique<ServerHost>(site, server);
    }
}

ListenFault Herd::State::fault(core::ServerIndex server, const std::error_code& error) const {
    const auto& entry = config.servers[server];
    return {entry.name, entry.host, listening[server] ? listening[server]->port() : entry.port,
            error.message()};
}

void Herd::State::check_ready() {
    if (!ready) return;
    bool is_linked = true;
    for_each_host([&](const ServerHost& host) { is_linked = is_linked && host.is_linked(); });
    if (is_linked) become_ready();
}

void Herd::State::become_ready() {
    ready_timer.cancel();
    if (const auto call = std::exchange(ready, nullptr)) call();
}

void Herd::State::await_signal() {
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

void Herd::State::await_other_signal() {
    other_signals.async_wait([this](const std::error_code& error, int) {
        if (error) return;
        on_other_signal();
        await_other_signal();
    });
}

void Herd::State::stop() {
    if (std::exchange(is_stopping, true)) return;
    if (on_stopping) on_stopping();
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

void Herd::State::check_stopped() {
    bool is_stopped = is_stopping;
    for_each_host([&](const ServerHost& host) {
        is_stopped = is_stopped && host.state() == ServerHost::State::stopped;
    });
    if (is_stopped) loop.stop();
}

void Herd::State::stop_server(core::ServerIndex server) {
    ServerHost& host = *hosts[server];
    starts_again[server] = false;
    if (host.state() != ServerHost::State::running) return;
    host.stop(config.places.timeout + stop_patience, [this, server] { on_stopped(server); });
}

void Herd::State::crash_server(core::ServerIndex server) {
    // It does not live to start again, whatever was asked of it before.
    starts_again[server] = false;
    hosts[server]->crash();
}

void Herd::State::on_stopped(core::ServerIndex server) {
    // Later, since the server is in the middle of it.
    if (leaves[server]) {
        asio::post(loop, [this, server] {
            if (leaves[server]) take_leave(server);
        });
    }
    if (starts_again[server]) {
        asio::post(loop, [this, server] {
            if (!starts_again[server]) return;
            starts_again[server] = false;
            if (const auto why = start_server(server)) complain(*why);
        });
    }
    check_stopped();
}

std::optional<std::string> Herd::State::start_server(core::ServerIndex server) {
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

Result<fault::Control::FaultId, std::string> Herd::State::apply(const fault::Fault& fault) {
    target.take_complaint();
    const auto id = faults.apply(fault, read_clocks().steady);
    arm_faults();
    site.touch();
    const std::string complaint = target.take_complaint();
    if (id && !complaint.empty()) return unexpected(complaint);
    return id;
}

void Herd::State::arm_faults() {
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

void Herd::State::repeat(TimerId id) {
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

void Herd::State::plan_faults() {
    for (const auto& planned : config.faults) {
        if (planned.after == nanoseconds(0)) {
            set_planned(planned.fault);
            continue;
        }
        auto& timer = *planned_timers.emplace_back(std::make_unique<Timer>(loop));
        timer.expires_after(std::chrono::duration_cast<std::chrono::steady_clock::duration>(planned.after));
        timer.async_wait([this, &fault = planned.fault](const std::error_code& error) {
            if (!error && !is_stopping) set_planned(fault);
        });
    }
}

void Herd::State::set_planned(const fault::Fault& fault) {
    if (const auto set = apply(fault); !set) complain(fault::format_fault(fault) + ": " + set.error());
}

}  // namespace herd::net
