#include "pinned_server.hpp"

#include <cerrno>
#include <ctime>
#include <sched.h>
#include <stdexcept>
#include <sys/resource.h>
#include <system_error>

#include "support/patience.hpp"
#include "support/test_client.hpp"

namespace herd::bench {

std::vector<std::string> pin(int core, const std::vector<std::string>& command) {
    std::vector<std::string> pinned{"/usr/bin/env", "setpriv", "--pdeathsig",       "KILL",
                                    "taskset",      "-c",      std::to_string(core)};
    pinned.insert(pinned.end(), command.begin(), command.end());
    return pinned;
}

void pin_this_thread(int core) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(core, &cores);
    if (sched_setaffinity(0, sizeof cores, &cores) != 0)
        throw std::system_error(errno, std::generic_category(), "core " + std::to_string(core));
}

nanoseconds processor_time(const test::Process& process) {
    clockid_t clock{};
    timespec time{};
    if (clock_getcpuclockid(process.id(), &clock) != 0 || clock_gettime(clock, &time) != 0)
        throw std::runtime_error("a server has ended");
    return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

void await_listener(std::uint16_t port) {
    if (!test::eventually([port] { return test::is_listening(port); }))
        throw std::runtime_error("nobody listens on port " + std::to_string(port));
}

}  // namespace herd::bench
