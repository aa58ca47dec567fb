#include "support/herd_plan.hpp"

#include <stdexcept>
#include <string>

namespace herd::test {

HerdPlan::HerdPlan(const Topology& topology) {
    for (const auto& name : topology.names) {
        ports.emplace_back();
        config.servers.push_back({name, "127.0.0.1", ports.back().number()});
    }
    config.links = topology.links;
    config.base = directory.path();
    config.log.directory = directory / "log";
}

core::ServerIndex HerdPlan::index(std::string_view name) const {
    const auto found = config::find_server(config, name);
    if (!found) throw std::runtime_error("no server " + std::string(name));
    return static_cast<core::ServerIndex>(*found);
}

}  // namespace herd::test
