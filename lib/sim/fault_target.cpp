#include "sim/fault_target.hpp"

#include "trace/event.hpp"

namespace herd::sim {

void FaultTarget::on_link_state(fault::LinkIndex link, const fault::LinkState& state) {
    for (const std::uint8_t end : {std::uint8_t{0}, std::uint8_t{1}}) {
        Host& host = *links_[link]->end(end).host;
        if (host.is_paused()) {
            // A server that is paused notices when it goes on.
            site_.plan(nanoseconds(0), EventKind::link_state, static_cast<std::uint32_t>(link), end);
        } else {
            links_[link]->set_faults(end, state);
        }
    }
}

void FaultTarget::reset_link(fault::LinkIndex link) {
    for (const std::uint8_t end : {std::uint8_t{0}, std::uint8_t{1}}) {
        // The other end of one that is paused tells it.
        if (!links_[link]->end(end).host->is_paused()) links_[link]->reset(end);
    }
}

void FaultTarget::stop_server(core::ServerIndex server) {
    resume_server(server);
    hosts_[server]->stop();
}

void FaultTarget::crash_server(core::ServerIndex server) {
    hosts_[server]->crash();
}

void FaultTarget::start_server(core::ServerIndex server) {
    Host& host = *hosts_[server];
    if (host.is_stopping()) {
        host.starts_again = true;
    } else if (host.state() == ServerState::stopped) {
        host.start();
    }
}

void FaultTarget::pause_server(core::ServerIndex server) {
    hosts_[server]->pause();
}

void FaultTarget::resume_server(core::ServerIndex server) {
    if (!hosts_[server]->is_paused()) return;
    for (const Event& event : hosts_[server]->resume()) handle_(event);
}

void FaultTarget::set_clock(core::ServerIndex server, fault::ClockError error) {
    hosts_[server]->set_clock(error);
}

void FaultTarget::on_fault(bool is_set, core::ServerIndex server, std::optional<core::ServerIndex> peer,
                           const std::string& what) {
    if (site_.witness) site_.witness->on_fault(is_set, what, site_.now);
    if (!site_.recorder.is_on()) return;
    trace::EventView event;
    event.kind = is_set ? trace::Kind::fault_set : trace::Kind::fault_lifted;
    event.server = server;
    event.peer = peer;
    event.detail = what;
    event.lamport = hosts_[server]->stamp().lamport;
    site_.recorder.add(event, site_.now);
}

}  // namespace herd::sim
