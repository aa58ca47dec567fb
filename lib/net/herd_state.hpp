#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <asio/signal_set.hpp>

#include "net/clock.hpp"
#include "net/fault_target.hpp"
#include "net/herd.hpp"
#include "net/server_host.hpp"
#include "net/site.hpp"
#include "net/watch.hpp"

namespace herd::net {

/// What a herd is made of; for the files that implement `Herd`.
struct Herd::State {
    /// Something that is done again and again.
    struct RepeatingTimer {
        Timer timer;
        std::chrono::steady_clock::duration period;
        std::function<void()> work;
    };

    State(config::Config the_config, const std::vector<core::ServerIndex>& hosted, places::Source source,
          std::function<void(const std::string&)> the_complain, std::uint64_t seed);

    /// Servers that end with the herd are nobody's news.
    ~State() { site.is_watched = false; }

    ListenFault fault(core::ServerIndex server, const std::error_code& error) const;

    template <class Visit>
    void for_each_host(Visit visit) {
        for (const auto& host : hosts) {
            if (host) visit(*host);
        }
    }

    void check_ready();

    void become_ready();

    void await_signal();

    void await_other_signal();

    void stop();

    void check_stopped();

    void stop_server(core::ServerIndex server);

    void crash_server(core::ServerIndex server);

    void on_stopped(core::ServerIndex server);

    /// Why it cannot listen; nothing, if it can, or runs already.
    std::optional<std::string> start_server(core::ServerIndex server);

    Result<fault::Control::FaultId, std::string> apply(const fault::Fault& fault);

    void arm_faults();

    /// Whether a part of the herd runs in another process.
    bool is_spread() const;
    /// Why a server cannot be added.
    std::optional<std::string> check_new_server(const config::Server& server,
                                                const std::vector<core::ServerIndex>& neighbours) const;
    void append_server(const config::Server& server);
    fault::LinkIndex make_link(core::ServerIndex a, core::ServerIndex b);
    void tell_links();
    void take_leave(core::ServerIndex server);

    void repeat(TimerId id);

    /// Sets the faults of the configuration when their time has come.
    void plan_faults();

    void set_planned(const fault::Fault& fault);

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
    std::vector<bool> leaves;                        // by server: it is removed once it has stopped
    FaultTarget target;
    fault::Control faults;
    Watch watch;
    asio::signal_set signals;
    asio::signal_set other_signals;
    std::function<void()> on_other_signal;
    std::function<void()> on_stopping;
    Timer ready_timer;
    Timer fault_timer;
    std::vector<std::unique_ptr<Timer>> planned_timers;
    std::map<TimerId, RepeatingTimer> repeating;
    TimerId last_timer = 0;
    std::function<void()> ready;
    bool is_stopping = false;
    Ended ended = Ended::in_order;
};

}  // namespace herd::net
