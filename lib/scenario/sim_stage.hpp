#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "config/config.hpp"
#include "scenario/stage.hpp"
#include "sim/network.hpp"

namespace herd::scenario {

struct SimOptions {
    std::uint64_t seed = 1;  // of all that chance decides
    bool checks = true;      // watches the herd from outside, and checks what it sees
    bool splits = true;      // what is sent at once may come in pieces
};

/// A herd under virtual time; see `sim::Network`.
class SimStage : public Stage {
public:
    virtual const sim::Network& network() const = 0;
    /// Of all that has crossed the borders of servers; see `sim::Fingerprint`.
    virtual std::uint64_t fingerprint() const = 0;
};

/// Simulates a herd, from its start until its links are at rest. All times of the stage are virtual.
/// Shape:  the ports, the log and the planned faults of `config` are of no account. The trace is kept in at
/// least
///         64 MiB.
/// Errors: in words: a provider that does not exist.
Result<std::unique_ptr<SimStage>, std::string> make_sim_stage(const config::Config& config,
                                                              SimOptions options = {});

}  // namespace herd::scenario
