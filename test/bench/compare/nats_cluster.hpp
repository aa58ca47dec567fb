#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <string>

#include "base/time.hpp"
#include "support/process.hpp"
#include "support/reserved_port.hpp"

namespace herd::bench {

/// Five nats-servers, all on one core. Each is linked with each, since they pass messages on by one hop only.
/// Errors: throws std::runtime_error if they do not start.
class NatsCluster {
public:
    static constexpr std::size_t servers = 5;

    NatsCluster(const std::string& program, int core);

    /// Where clients of a server connect.
    std::uint16_t port(std::size_t server) const { return client_ports_[server].number(); }
    /// Of all five together.
    nanoseconds processor_time() const;

    /// Of nats-server.
    const std::string& version() const { return version_; }

private:
    std::array<test::ReservedPort, servers> client_ports_;
    std::array<test::ReservedPort, servers> route_ports_;
    std::list<test::Process> processes_;
    std::string version_;
};

}  // namespace herd::bench
