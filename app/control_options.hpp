#pragma once

#include <optional>

#include "commands.hpp"

namespace CLI {
class App;
}

namespace herd::app {

/// Lets `herd ctl`, `herd top` and `herd replay` be given their arguments.
class ControlCommands {
public:
    explicit ControlCommands(CLI::App& app);

    /// Runs the one that was given. Nothing, if it was none of them.
    std::optional<int> run() const;

private:
    CtlArguments ctl_;
    TopArguments top_;
    ReplayArguments replay_;
    CLI::App* ctl_command_;
    CLI::App* top_command_;
    CLI::App* replay_command_;
};

}  // namespace herd::app
