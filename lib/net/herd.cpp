#include "net/herd.hpp"

#include <algorithm>
#include <csignal>
#include <optional>
#include <random>
#include <utility>

#include <asio/signal_set.hpp>

#include "base/assert.hpp"
#include "net/server_host.hpp"
#include "net/site.hpp"

namespace herd::net {
namespace {

/// How long links within the process may take to come up before the herd counts as ready all the same.
constexpr auto ready_patience = std::chrono::milliseconds(80);

/// What stopping may take beyond the answers that places owe.
constexpr auto stop_patience = std::chrono::seconds(1);

core::Roster make_roster(const config::Config& config) {
    std::vector<std::string> names;
    for (const auto& server : config.servers) names.push_back(server.name);
    return core::Roster(std::move(names));
}

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

core::ServerOptions make_server_options(const config::Config& config) {
    core::ServerOptions options;
    options.max_line = config.clients.max_line;
    options.unterminated_after = config.clients.unterminated_after;
    options.close_after = config.clients.close_after;
    options.places_timeout = config.places.timeout;
    options.places_timeout_document =
        places::format_failure({"UNKNOWN_ERROR", "The places provider did not answer in time."});
    options.store_limit = config.herd.store_limit;
    return options;
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
    State(config::Config the_config, const std::vector<core::ServerIndex>& hosted,
          std::shared_ptr<const places::Provider> provider, std::function<void(const std::string&)> complain)
        : config(std::move(the_config)),
          roster(make_roster(config)),
          log(make_log_options(config.log), std::move(complain)),
          places(std::move(provider), {config.places.workers, config.places.queue, config.places.timeout}),
          site{loop,
               config,
               roster,
               make_server_options(config),
               places,
               log,
               make_key(),
               {},
               {},
               std::minstd_rand(std::random_device{}()),
               [this] { check_ready(); }},
          listening(config.servers.size()),
          signals(loop),
          ready_timer(loop) {
        site.hosted.assign(config.servers.size(), false);
        site.endpoints.resize(config.servers.size());
        for (const auto server : hosted) site.hosted[server] = true;
        hosts.resize(config.servers.size());
        for (core::ServerIndex server = 0; server < hosts.size(); ++server) {
            if (site.hosted[server]) hosts[server] = std::make_unique<ServerHost>(site, server);
        }
    }

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

    void stop() {
        if (std::exchange(is_stopping, true)) return;
        ready = nullptr;
        ready_timer.cancel();
        for_each_host([this](ServerHost& host) {
            if (host.state() == ServerHost::State::running) {
                host.stop(config.places.timeout + stop_patience, [this] { check_stopped(); });
            }
        });
        check_stopped();
    }

    void check_stopped() {
        bool is_stopped = is_stopping;
        for_each_host([&](const ServerHost& host) {
            is_stopped = is_stopped && host.state() == ServerHost::State::stopped;
        });
        if (is_stopped) loop.stop();
    }

    asio::io_context loop{1};
    config::Config config;
    core::Roster roster;
    log::Writer log;
    places::Pool places;
    Site site;
    std::vector<std::optional<Endpoint>> listening;  // by server
    std::vector<std::unique_ptr<ServerHost>> hosts;  // by server; null: not hosted
    asio::signal_set signals;
    Timer ready_timer;
    std::function<void()> ready;
    bool is_stopping = false;
    Ended ended = Ended::in_order;
};

Herd::Herd(config::Config config, const std::vector<core::ServerIndex>& hosted,
           std::shared_ptr<const places::Provider> provider, std::function<void(const std::string&)> complain)
    : state_(std::make_unique<State>(std::move(config), hosted, std::move(provider), std::move(complain))) {}

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

Herd::Ended Herd::run(std::function<void()> ready) {
    State& state = *state_;
    state.ready = std::move(ready);
    state.for_each_host([](ServerHost& host) { host.start(); });
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

void Herd::stop_server(core::ServerIndex server) {
    const auto& host = state_->hosts[server];
    if (!host || host->state() != ServerHost::State::running) return;
    host->stop(state_->config.places.timeout + stop_patience,
               [state = state_.get()] { state->check_stopped(); });
}

Result<void, ListenFault> Herd::start_server(core::ServerIndex server) {
    const auto& host = state_->hosts[server];
    if (!host || host->state() != ServerHost::State::stopped || state_->is_stopping) return {};
    auto error = host->bind(*state_->listening[server]);
    if (!error) error = host->listen();
    if (error) {
        host->unbind();
        return unexpected(state_->fault(server, error));
    }
    host->start();
    return {};
}

bool Herd::is_running(core::ServerIndex server) const {
    const auto& host = state_->hosts[server];
    return host && host->state() == ServerHost::State::running;
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
