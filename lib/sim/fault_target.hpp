#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fault/control.hpp"
#include "sim/event.hpp"
#include "sim/host.hpp"
#include "sim/link.hpp"
#include "sim/site.hpp"

namespace herd::sim {

/// Does faults to simulated servers and links: what `net::FaultTarget` is to live ones.
class FaultTarget final : public fault::Target {
public:
    using Hosts = std::vector<std::unique_ptr<Host>>;
    using Links = std::vector<std::unique_ptr<Link>>;

    /// Shape: all of them outlive it; `handle` has something happen now.
    FaultTarget(Site& site, const Hosts& hosts, const Links& links, std::function<void(const Event&)> handle)
        : site_(site), hosts_(hosts), links_(links), handle_(std::move(handle)) {}

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
    Site& site_;
    const Hosts& hosts_;
    const Links& links_;
    std::function<void(const Event&)> handle_;
};

}  // namespace herd::sim
