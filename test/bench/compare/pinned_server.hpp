#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "support/process.hpp"

namespace herd::bench {

/// The command of a server that runs on one core, as many files open as this program may have, and that does
/// not outlive this program.
std::vector<std::string> pin(int core, const std::vector<std::string>& command);

/// Moves this thread to a core. Errors: throws std::system_error if there is none of this number.
void pin_this_thread(int core);

/// Processor time that a process has used, user's and system's.
nanoseconds processor_time(const test::Process& process);

/// Waits until somebody listens on a port of 127.0.0.1. Errors: throws std::runtime_error if nobody does in
/// time.
void await_listener(std::uint16_t port);

}  // namespace herd::bench
