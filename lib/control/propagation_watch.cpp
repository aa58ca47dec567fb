#include "control/propagation_watch.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace herd::control {
namespace {

constexpr auto read_period = std::chrono::milliseconds(100);
constexpr std::uint64_t most_events = 4096;  // that are looked at in a turn

/// Whether it may be asked what it keeps, and will come by what it is sent.
bool takes_updates(const net::Herd& herd, core::ServerIndex server) {
    if (!herd.has_server(server)) return false;
    const auto state = herd.state(server);
    return state == net::ServerState::running || state == net::ServerState::paused;
}

}  // namespace

PropagationWatch::PropagationWatch(net::Herd& herd)
    : herd_(herd), timer_(herd.every(read_period, [this] { read(); })) {}

PropagationWatch::~PropagationWatch() {
    herd_.cancel_timer(timer_);
}

void PropagationWatch::read() {
    const std::uint64_t count = herd_.event_count();
    const std::uint64_t since = count - read_ > most_events ? count - most_events : read_;
    const auto range = herd_.events(since, most_events);
    std::vector<bool> running(herd_.config().servers.size());
    for (core::ServerIndex server = 0; server < running.size(); ++server)
        running[server] = takes_updates(herd_, server);

    const auto find_age = [&](core::ServerIndex server, std::uint64_t client) -> std::optional<UpdateAge> {
        if (server >= running.size() || !running[server]) return std::nullopt;
        const auto kept = herd_.server(server).store().find_hash(client);
        if (!kept) return std::nullopt;
        return UpdateAge{kept->client_time, kept->receipt};
    };
    const nanoseconds now = SteadyTime(std::chrono::steady_clock::now()) - herd_.trace_epoch();
    propagation_.read(range.events, since - read_ + range.dropped, running, now, find_age);
    read_ = count;
}

}  // namespace herd::control
