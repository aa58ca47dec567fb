#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "config/config.hpp"
#include "scenario/stage.hpp"

namespace herd::scenario {

struct LiveOptions {
    std::uint64_t seed = 1;  // of what delays and presets of faults are drawn from
    std::function<void(const std::string&)> complain =
        nullptr;  // hears of what cannot be logged or done; any thread
};

/// Starts a herd in this process, on a thread of its own, and returns when its servers take clients and its
/// links are at rest. It ends with the stage.
/// Shape:  servers listen where `config` says; port 0 is a free one. The trace is kept in at least 64 MiB.
/// Errors: in words: a server that cannot listen, a provider that does not exist.
Result<std::unique_ptr<Stage>, std::string> make_live_stage(config::Config config, LiveOptions options = {});

}  // namespace herd::scenario
