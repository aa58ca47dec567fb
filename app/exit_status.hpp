#pragma once

namespace herd::app {

/// What every subcommand ends with.
enum ExitStatus : int {
    exit_good = 0,
    exit_check_failed = 1,
    exit_usage = 2,       // or configuration
    exit_connection = 3,  // could not listen or connect
    exit_timeout = 4,
};

}  // namespace herd::app
