#include "control/propagation_watch.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

namespace herd::control {
namespace {

constexpr auto read_period = std::chrono::milliseconds(100);
constexpr std::uint64_t events_a_turn = 4096;
constexpr std::uint64_t longest_stretch = 16384;  // events

/// Whether it may be asked what it keeps, and will come by what it is sent.
bool takes_updates(const net::Herd& herd, core::ServerIndex server) {
    if (!herd.has_server(server)) return false;
    const auto state = herd.state(server);
    return state == net::ServerState::running || state == net::ServerState::paused;
}

}  // namespace

PropagationWatch::PropagationWatch(net::Herd& herd)
    : herd_(herd), timer_(herd.every(read_period, [this] { turn(); })) {}

PropagationWatch::~PropagationWatch() {
    herd_.cancel_timer(timer_);
}

void PropagationWatch::turn() {
    savings_ = std::min(savings_ + events_a_turn, longest_stretch);
    const std::uint64_t news = herd_.event_count() - read_;
    if (news > savings_ && savings_ < longest_stretch) return;
    savings_ -= std::min(news, savings_);
    read();
}

void PropagationWatch::read() {
    const std::uint64_t count = herd_.event_count();
    const std::uint64_t since = count - read_ > longest_stretch ? count - longest_stretch : read_;
    const auto range = herd_.events(since, longest_stretch);
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
