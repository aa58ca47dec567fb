#include "support/process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include "support/patience.hpp"

namespace herd::test {
namespace {

struct Pipe {
    Descriptor read;
    Descriptor write;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw_system_error("pipe");
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// Appends what one `read` brings. Closes the pipe at its end.
void read_some(Descriptor& from, std::string& into) {
    std::array<char, 4096> buffer;
    const auto size = ::read(from.get(), buffer.data(), buffer.size());
    if (size < 0) throw_system_error("read");
    into.append(buffer.data(), static_cast<std::size_t>(size));
    if (size == 0) from.close();
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const Options& options) {
    std::signal(SIGPIPE, SIG_IGN);
    Pipe in = make_pipe();
    Pipe out = make_pipe();
    Pipe err = make_pipe();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in.read.get(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out.write.get(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err.write.get(), STDERR_FILENO);
    posix_spawn_file_actions_addchdir_np(&actions, options.directory.c_str());
    std::vector<char*> arguments;
    for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    errno = ::posix_spawn(&id_, command.front().c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (errno != 0) throw_system_error("spawn " + command.front());
    // A pipe holds a short input whole, and a program that does not read it is no reason to fail.
    if (!options.input.empty() && ::write(in.write.get(), options.input.data(), options.input.size()) < 0 &&
        errno != EPIPE) {
        throw_system_error("write");
    }
    out_ = std::move(out.read);
    err_ = std::move(err.read);
}

Process::~Process() {
    if (id_ < 0) return;
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
}

std::string Process::read_line() {
    for (;;) {
        if (const auto end = output_.find('\n'); end != std::string::npos) {
            const std::string line = output_.substr(0, end);
            output_.erase(0, end + 1);
            return line;
        }
        if (out_.get() < 0) {
            const Outcome outcome = finish();
            throw std::runtime_error("the process ended with " + std::to_string(outcome.status) + ": " +
                                     outcome.err);
        }
        read_output();
    }
}

/// Reads what comes next on either pipe.
void Process::read_output() {
    // A descriptor that is closed is -1, which poll leaves out.
    std::array<pollfd, 2> pipes{pollfd{out_.get(), POLLIN, 0}, pollfd{err_.get(), POLLIN, 0}};
    const auto limit = std::chrono::milliseconds(patience);
    const int ready = ::poll(pipes.data(), pipes.size(), static_cast<int>(limit.count()));
    if (ready == 0) throw std::runtime_error("out of patience: the process says nothing and does not end");
    if (ready < 0 && errno != EINTR) throw_system_error("poll");
    if (pipes[0].revents != 0) read_some(out_, output_);
    if (pipes[1].revents != 0) read_some(err_, errors_);
}

void Process::signal(int number) const {
    if (::kill(id_, number) != 0) throw_system_error("kill");
}

Process::Outcome Process::finish() {
    while (out_.get() >= 0 || err_.get() >= 0) read_output();
    int status = 0;
    if (::waitpid(std::exchange(id_, -1), &status, 0) < 0) throw_system_error("waitpid");
    Outcome outcome;
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    outcome.out = std::exchange(output_, {});
    outcome.err = std::exchange(errors_, {});
    return outcome;
}

}  // namespace herd::test
