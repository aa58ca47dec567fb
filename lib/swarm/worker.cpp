#include "swarm/worker.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace herd::swarm {
namespace {

/// Ahead of each message stands its size.
using Size = std::uint64_t;

bool write_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool write_message(int socket, std::string_view bytes) {
    const Size size = bytes.size();
    std::string head(sizeof size, '\0');
    std::memcpy(head.data(), &size, sizeof size);
    return write_all(socket, head + std::string(bytes));
}

/// Reads once. False: there is no more, and never will be.
bool read_some(int socket, std::string& received) {
    std::array<char, 65536> buffer;
    for (;;) {
        const auto count = recv(socket, buffer.data(), buffer.size(), 0);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        received.append(buffer.data(), static_cast<std::size_t>(count));
        return true;
    }
}

std::optional<std::string> take_message(std::string& received) {
    Size size = 0;
    if (received.size() < sizeof size) return std::nullopt;
    std::memcpy(&size, received.data(), sizeof size);
    if (received.size() - sizeof size < size) return std::nullopt;
    auto message = received.substr(sizeof size, size);
    received.erase(0, sizeof size + size);
    return message;
}

/// An exception of the work ends the process, too: nobody up the stack is to see it.
[[noreturn]] void serve(int socket, const Work& work) noexcept {
    // Ctrl-C is for the process that gives the orders.
    std::signal(SIGINT, SIG_IGN);
    std::string received;
    for (;;) {
        const auto order = take_message(received);
        if (order) {
            if (!write_message(socket, work(*order))) break;
        } else if (!read_some(socket, received)) {
            break;
        }
    }
    _exit(0);
}

}  // namespace

Worker::Worker(const Work& work) {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw std::system_error(errno, std::generic_category(), "socketpair");
    process_ = fork();
    if (process_ < 0) {
        const int error = errno;
        close(ends[0]);
        close(ends[1]);
        throw std::system_error(error, std::generic_category(), "fork");
    }
    if (process_ == 0) {
        close(ends[0]);
        serve(ends[1], work);
    }
    close(ends[1]);
    socket_ = ends[0];
}

Worker::Worker(Worker&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      received_(std::move(other.received_)),
      end_(std::move(other.end_)) {}

Worker::~Worker() {
    if (socket_ >= 0) close(socket_);
    if (process_ < 0) return;
    ::kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
}

void Worker::give(std::string_view order) {
    // One that is gone is noticed when its answer is to be taken.
    write_message(socket_, order);
}

std::optional<std::string> Worker::take() {
    auto message = take_message(received_);
    if (!message && !read_some(socket_, received_)) note_end();
    return message ? message : take_message(received_);
}

void Worker::note_end() {
    if (process_ < 0) return;
    int status = 0;
    waitpid(std::exchange(process_, -1), &status, 0);
    if (end_) return;
    if (WIFSIGNALED(status)) {
        end_ = "the program was ended by signal " + std::to_string(WTERMSIG(status)) + " (" +
               strsignal(WTERMSIG(status)) + ")";
    } else {
        end_ = "the program ended with exit status " + std::to_string(WEXITSTATUS(status));
    }
}

void Worker::kill(const std::string& why) {
    end_ = why;
    if (process_ >= 0) ::kill(process_, SIGKILL);
    note_end();
}

}  // namespace herd::swarm
