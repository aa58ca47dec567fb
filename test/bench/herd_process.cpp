#include "herd_process.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include "socket_client.hpp"

namespace herd::bench {

HerdProcess::HerdProcess(const std::string& herd, const std::vector<std::string>& arguments) {
    int output[2];
    if (pipe(output) != 0) fail("pipe");
    std::vector<const char*> words{herd.c_str(), "up"};
    for (const auto& argument : arguments) words.push_back(argument.c_str());
    words.push_back(nullptr);

    const auto started = std::chrono::steady_clock::now();
    process_ = fork();
    if (process_ < 0) fail("fork");
    if (process_ == 0) {
        dup2(output[1], STDOUT_FILENO);
        close(output[0]);
        close(output[1]);
        execv(herd.c_str(), const_cast<char* const*>(words.data()));
        _exit(127);
    }
    close(output[1]);
    std::string line;
    char c = 0;
    while (read(output[0], &c, 1) == 1 && c != '\n') line.push_back(c);
    close(output[0]);
    if (line.rfind("READY ", 0) != 0) fail("herd up did not become ready");
    milliseconds_to_ready_ =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
}

HerdProcess::~HerdProcess() {
    if (process_ < 0) return;
    ::kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
}

HerdProcess::HerdProcess(HerdProcess&& other) noexcept
    : process_(std::exchange(other.process_, -1)), milliseconds_to_ready_(other.milliseconds_to_ready_) {}

HerdProcess& HerdProcess::operator=(HerdProcess&& other) noexcept {
    std::swap(process_, other.process_);
    std::swap(milliseconds_to_ready_, other.milliseconds_to_ready_);
    return *this;
}

double HerdProcess::megabytes() const {
    std::ifstream status("/proc/" + std::to_string(process_) + "/status");
    for (std::string word; status >> word;) {
        if (word != "VmRSS:") continue;
        double kilobytes = 0;
        status >> kilobytes;
        return kilobytes / 1024;
    }
    return 0;
}

double HerdProcess::processor_seconds() const {
    std::ifstream file("/proc/" + std::to_string(process_) + "/stat");
    std::string word;
    // The second field is the program's name, which has no white space here; 14 and 15 are its times.
    for (int field = 1; field < 14; ++field) file >> word;
    double user = 0;
    double system = 0;
    file >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

void HerdProcess::kill() {
    ::kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = -1;
}

}  // namespace herd::bench
