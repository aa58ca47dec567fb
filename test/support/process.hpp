#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

#include "support/descriptor.hpp"

namespace herd::test {

/// A program that a test runs; killed, if it still runs when this goes out of scope.
/// Errors: functions throw std::runtime_error if a test's patience runs out.
class Process {
public:
    struct Options {
        std::filesystem::path directory = ".";  // that it starts in
        std::string input;                      // short: what it reads from standard input
    };

    /// Shape: `command` is the program's path and its arguments.
    explicit Process(const std::vector<std::string>& command) : Process(command, Options()) {}
    Process(const std::vector<std::string>& command, const Options& options);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    pid_t id() const { return id_; }

    /// The next line of its standard output, without LF. Errors: also at the end of the output.
    std::string read_line();

    void signal(int number) const;

    struct Outcome {
        int status = -1;  // its exit status, or 128 and the number of the signal that ended it
        std::string out;  // what of its standard output has not been read yet
        std::string err;
    };

    /// Waits until it has ended.
    Outcome finish();

private:
    void read_output();

    pid_t id_ = -1;
    Descriptor out_;
    Descriptor err_;
    std::string output_;
    std::string errors_;
};

}  // namespace herd::test
