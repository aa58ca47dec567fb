#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fault/control.hpp"
#include "net/server_host.hpp"
#include "net/site.hpp"

namespace herd::net {

/// Does faults to the servers of this process. What is to be done to a server that runs elsewhere is not
/// done, and complained of.
class FaultTarget final : public fault::Target {
public:
    using Hosts = std::vector<std::unique_ptr<ServerHost>>;

    /// How servers are stopped, crashed and started.
    struct Switch {
        std::function<void(core::ServerIndex)> stop;
        std::function<void(core::ServerIndex)> crash;
        std::function<std::optional<std::string>(core::ServerIndex)> start;  // why it failed
    };

    /// Shape: `site` and `hosts` outlive it.
    FaultTarget(Site& site, const Hosts& hosts, Switch server_switch)
        : site_(site), hosts_(hosts), switch_(std::move(server_switch)) {}

    /// What could not be done since this was last asked; empty: nothing.
    std::string take_complaint() { return std::exchange(complaint_, {}); }

    void on_link_state(fault::LinkIndex link, const fault::LinkState& state) override;
    void reset_link(fault::LinkIndex link) override;
    void stop_server(core::ServerIndex server) override;
    void crash_server(core::ServerIndex server) override;
    void start_server(core::ServerIndex server) override;
    void pause_server(core::ServerIndex server) override;
    void resume_server(core::ServerIndex server) override;
    void set_clock(core::ServerIndex server, fault::ClockError error) override;
    void on_fault(bool is_set, core::ServerIndex server, std::optional<core::ServerIndex> peer,
                  const std::string& what) override;

private:
    /// The server, or null and a complaint.
    ServerHost* find(core::ServerIndex server, const char* what);
    template <class Visit>
    void for_each_end(fault::LinkIndex link, Visit visit);

    Site& site_;
    const Hosts& hosts_;
    Switch switch_;
    std::string complaint_;
};

}  // namespace herd::net
