#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/record.hpp"
#include "sim/network.hpp"

namespace herd::test {

/// The classic ring, to be simulated: Alford 0, Ball 1, Hamilton 2, Holiday 3, Welsh 4.
inline sim::Setup make_classic_setup(std::uint64_t seed = 1) {
    sim::Setup setup;
    setup.names = {"Alford", "Ball", "Hamilton", "Holiday", "Welsh"};
    setup.links = {{0, 2}, {0, 4}, {1, 3}, {1, 4}, {2, 3}};
    setup.seed = seed;
    setup.trace = std::size_t{1} << 20;
    return setup;
}

/// Two servers and a link: Alford 0, Ball 1.
inline sim::Setup make_pair_setup(std::uint64_t seed = 1) {
    sim::Setup setup;
    setup.names = {"Alford", "Ball"};
    setup.links = {{0, 1}};
    setup.seed = seed;
    setup.trace = std::size_t{1} << 20;
    return setup;
}

/// Steps until the herd is at rest. Whether it is within a minute of virtual time.
inline bool settle(sim::Network& network, bool ignores_held = false) {
    const auto deadline = network.now() + std::chrono::minutes(1);
    while (network.now() < deadline) {
        if (network.in_flight(ignores_held).empty()) return true;
        if (!network.step()) return false;
    }
    return false;
}

/// What a client hears within a second that says something, ends its stream, and reads.
inline std::string ask(sim::Network& network, core::ServerIndex server, std::string_view bytes) {
    const auto client = network.open(server);
    network.say(client, bytes);
    network.end(client);
    network.run_until(network.now() + std::chrono::seconds(1));
    return network.heard(client);
}

/// The AT line that a server keeps of a client.
inline std::optional<std::string> kept(const sim::Network& network, core::ServerIndex server,
                                       std::string_view client) {
    const auto record = network.server(server).store().find(client);
    if (!record) return std::nullopt;
    std::string line;
    core::append_at_line(*record, network.roster(), line);
    return line;
}

inline bool apply(sim::Network& network, fault::Action action,
                  std::optional<nanoseconds> lasts = std::nullopt) {
    return network.apply({std::move(action), lasts}).has_value();
}

}  // namespace herd::test
