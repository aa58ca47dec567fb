#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "core/roster.hpp"
#include "support/reserved_port.hpp"
#include "support/temporary_directory.hpp"
#include "support/topology.hpp"

namespace herd::test {

/// The configuration of a herd for tests: servers on free ports of the loopback address, which stay theirs
/// while they are stopped, and logs in a temporary directory. Change `config` before a herd is made from it;
/// several herds may be made from one plan, as several processes are started from one file.
struct HerdPlan {
    explicit HerdPlan(const Topology& topology);

    core::ServerIndex index(std::string_view name) const;
    std::uint16_t port(std::string_view name) const { return config.servers[index(name)].port; }

    TemporaryDirectory directory;
    std::vector<ReservedPort> ports;
    config::Config config;
};

}  // namespace herd::test
