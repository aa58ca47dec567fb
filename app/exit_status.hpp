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

/// The same, for people.
inline constexpr const char* exit_footer =
    "Exit status: 0 good; 1 a check failed; 2 usage or configuration;\n"
    "3 could not listen or connect; 4 did not settle in time.";

}  // namespace herd::app
