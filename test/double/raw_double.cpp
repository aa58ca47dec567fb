#include "double/raw_double.hpp"

#include <array>
#include <atomic>
#include <csignal>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <utility>
#include <vector>

#include "double/listener.hpp"
#include "double/wire.hpp"
#include "support/descriptor.hpp"

namespace herd::test {

struct RawDouble::Parts {
    Parts(Script given, Options options)
        : script(std::move(given)),
          wire{std::move(options.certificate), options.is_outdated},
          listener(listen_on(options.address, options.port)),
          stop(::eventfd(0, EFD_CLOEXEC)),
          port(own_port(listener.get())),
          acceptor([this] { accept(); }) {}

    ~Parts() {
        ::eventfd_write(stop.get(), 1);
        acceptor.join();
        for (std::thread& visitor : visitors) visitor.join();
    }

    void accept() {
        for (int number = 0;; ++number) {
            std::array<pollfd, 2> entries{{{listener.get(), POLLIN, 0}, {stop.get(), POLLIN, 0}}};
            ::poll(entries.data(), entries.size(), -1);
            if (entries[1].revents != 0) return;
            Descriptor socket(::accept4(listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
            if (socket.get() < 0) continue;
            ++connections;
            visitors.emplace_back([this, number, accepted = std::move(socket)]() mutable {
                receive(std::move(accepted), number);
            });
        }
    }

    void receive(Descriptor socket, int number) {
        // OpenSSL writes to a socket whose peer has gone.
        sigset_t pipes;
        sigemptyset(&pipes);
        sigaddset(&pipes, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipes, nullptr);
        Visit visit(std::make_unique<Wire>(std::move(socket), stop.get(), wire), number);
        script(visit);
    }

    const Script script;
    const WireOptions wire;
    const Descriptor listener;
    const Descriptor stop;
    const std::uint16_t port;
    std::atomic<std::size_t> connections{0};
    std::vector<std::thread> visitors;  // the acceptor's, while it runs
    std::thread acceptor;
};

RawDouble::RawDouble(Script script, Options options)
    : parts_(std::make_unique<Parts>(std::move(script), std::move(options))) {}

RawDouble::~RawDouble() = default;

std::uint16_t RawDouble::port() const {
    return parts_->port;
}

std::string RawDouble::base_url() const {
    return (parts_->wire.certificate ? "https://localhost:" : "http://localhost:") + std::to_string(port());
}

std::size_t RawDouble::connections() const {
    return parts_->connections;
}

}  // namespace herd::test
