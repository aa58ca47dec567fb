#include "nats_cluster.hpp"

#include "pinned_server.hpp"

namespace herd::bench {

NatsCluster::NatsCluster(const std::string& program, int core) {
    const auto url = [this](std::size_t server) {
        return "nats://127.0.0.1:" + std::to_string(route_ports_[server].number());
    };
    for (std::size_t server = 0; server < servers; ++server) {
        // The first is enough: servers tell each other of the rest.
        processes_.emplace_back(pin(core, {program, "-a", "127.0.0.1", "-p", std::to_string(port(server)),
                                           "-n", "n" + std::to_string(server), "-cluster", url(server),
                                           "-cluster_name", "five", "-routes", url(0), "-l", "/dev/null"}));
    }
    for (std::size_t server = 0; server < servers; ++server) await_listener(port(server));
    // `nats-server: v2.9.10`
    const std::string line = test::Process({program, "--version"}).read_line();
    version_ = line.substr(line.rfind('v') + 1);
}

nanoseconds NatsCluster::processor_time() const {
    nanoseconds sum{0};
    for (const auto& process : processes_) sum += bench::processor_time(process);
    return sum;
}

}  // namespace herd::bench
