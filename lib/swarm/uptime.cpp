#include "swarm/uptime.hpp"

#include <variant>

namespace herd::swarm {

Uptime::Uptime(const config::Config& config) : config_(config), states_(config.servers.size()) {}

Uptime::State& Uptime::state_of(const std::string& server) {
    return states_[*config::find_server(config_, server)];
}

bool Uptime::allows(const fault::Fault& fault, nanoseconds now) const {
    const auto* pause = std::get_if<fault::Pause>(&fault.action);
    return !pause || is_up(*config::find_server(config_, pause->server), now);
}

void Uptime::note(const fault::Fault& fault, nanoseconds now) {
    const nanoseconds until = fault.lasts ? now + *fault.lasts : for_good;
    const auto take_down = [&](const std::string& server) {
        state_of(server) = {until, never};
        has_forgotten_ = true;
    };
    if (const auto* stop = std::get_if<fault::Stop>(&fault.action)) take_down(stop->server);
    if (const auto* crash = std::get_if<fault::Crash>(&fault.action)) take_down(crash->server);
    if (const auto* start = std::get_if<fault::Start>(&fault.action))
        state_of(start->server).down_until = never;
    if (const auto* pause = std::get_if<fault::Pause>(&fault.action))
        state_of(pause->server).paused_until = until;
    if (const auto* resume = std::get_if<fault::Resume>(&fault.action))
        state_of(resume->server).paused_until = never;
    if (std::holds_alternative<fault::HealAll>(fault.action)) {
        for (auto& state : states_) state.paused_until = never;
    }
}

void Uptime::note_lifted() {
    for (auto& state : states_) {
        if (state.down_until != for_good) state.down_until = never;
        if (state.paused_until != for_good) state.paused_until = never;
    }
}

}  // namespace herd::swarm
