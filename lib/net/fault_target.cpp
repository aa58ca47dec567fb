#include "net/fault_target.hpp"

namespace herd::net {

ServerHost* FaultTarget::find(core::ServerIndex server, const char* what) {
    if (hosts_[server]) return hosts_[server].get();
    complaint_ = site_.roster.name(server) + " runs in another process, and cannot be " + what + " from here";
    return nullptr;
}

template <class Visit>
void FaultTarget::for_each_end(fault::LinkIndex link, Visit visit) {
    const auto& [a, b] = site_.config.links[link];
    for (const auto& [self, peer] : {std::pair(a, b), std::pair(b, a)}) {
        if (hosts_[self])
            visit(*hosts_[self], *hosts_[self]->find_link(static_cast<core::ServerIndex>(peer)));
    }
}

void FaultTarget::on_link_state(fault::LinkIndex link, const fault::LinkState& state) {
    // A server that is paused notices when it goes on.
    for_each_end(link, [&](ServerHost& host, Link& end) {
        host.gate().pass([&end, state] { end.set_faults(state); });
    });
    site_.touch();
}

void FaultTarget::reset_link(fault::LinkIndex link) {
    for_each_end(link, [](ServerHost& host, Link& end) { host.gate().pass([&end] { end.reset(); }); });
}

void FaultTarget::stop_server(core::ServerIndex server) {
    ServerHost* host = find(server, "stopped");
    if (!host) return;
    host->resume();
    switch_.stop(server);
}

void FaultTarget::crash_server(core::ServerIndex server) {
    if (find(server, "crashed")) switch_.crash(server);
}

void FaultTarget::start_server(core::ServerIndex server) {
    if (!find(server, "started")) return;
    if (const auto why = switch_.start(server)) complaint_ = *why;
}

void FaultTarget::pause_server(core::ServerIndex server) {
    if (ServerHost* host = find(server, "paused")) host->pause();
}

void FaultTarget::resume_server(core::ServerIndex server) {
    if (ServerHost* host = find(server, "resumed")) host->resume();
}

void FaultTarget::set_clock(core::ServerIndex server, fault::ClockError error) {
    if (ServerHost* host = find(server, "given another clock")) host->set_clock(error);
}

void FaultTarget::on_fault(bool is_set, core::ServerIndex server, std::optional<core::ServerIndex> peer,
                           const std::string& what) {
    if (!site_.recorder.is_on()) return;
    trace::EventView event;
    event.kind = is_set ? trace::Kind::fault_set : trace::Kind::fault_lifted;
    event.server = server;
    event.peer = peer;
    event.detail = what;
    if (hosts_[server]) event.lamport = hosts_[server]->server().tick();
    site_.recorder.add(event, std::chrono::steady_clock::now());
}

}  // namespace herd::net
