#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace herd::control {

/// What the system tells of this process. Units: seconds and bytes; `started` is POSIX time.
struct ProcessFacts {
    double cpu_seconds = 0;
    double started = 0;
    std::uint64_t resident_bytes = 0;
    std::uint64_t virtual_bytes = 0;
    std::uint64_t threads = 0;
    std::uint64_t open_files = 0;
    std::uint64_t max_files = 0;
};

/// The facts of a `/proc/PID/stat`, with `started` since the system started.
/// Units:  `ticks` a second, `page` in bytes.
/// Errors: nothing, if it is none.
/// Source: proc(5)
std::optional<ProcessFacts> parse_process_stat(std::string_view text, double ticks, std::uint64_t page);

/// This process, now. Errors: nothing, where there is no `/proc`.
std::optional<ProcessFacts> read_process();

}  // namespace herd::control
